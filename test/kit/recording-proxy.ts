// An HTTP proxy on loopback that writes down whom it was asked for and lets nothing out: every request and tunnel is refused.
// A test that sets it as the editor's proxy sees each attempt to reach anything beyond this machine.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingProxy {
  readonly url: string;
  /** `METHOD target`, in order; a tunnel is `CONNECT host:port`. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Starts the proxy; port chosen by the system. */
export async function recordingProxy(): Promise<RecordingProxy> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end('This proxy lets nothing out.');
  });
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
