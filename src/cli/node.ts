// The terminal program: the real streams, Ctrl-C and the exit code. Loaded only once the version of Node has been checked.
import { main } from './main.ts';
import { version } from './version.ts';

const cancel = new AbortController();
let interrupt: (() => void) | undefined;
process.on('SIGINT', () => {
  if (interrupt) interrupt();
  // A second Ctrl-C leaves at once, whatever is still going on.
  else if (cancel.signal.aborted) process.exit(3);
  else cancel.abort();
});
// A reader that went away (`| head`) is no fault: stop quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

const { stdin, stdout, stderr, env } = process;
stdin.setEncoding('utf8');

try {
  process.exitCode = await main(
    process.argv.slice(2),
    {
      cwd: process.cwd(),
      env,
      colours: stdout.isTTY === true && !env['NO_COLOR'],
      interactive: stderr.isTTY === true && stdout.isTTY === true,
      columns: stdout.columns ?? 100,
      out: (text) => void stdout.write(text),
      err: (text) => void stderr.write(text),
      input: stdin as AsyncIterable<string>,
      signal: cancel.signal,
      onInterrupt(handler) {
        interrupt = handler;
        return () => {
          interrupt = undefined;
        };
      },
    },
    version,
  );
} catch (error) {
  stderr.write(
    `dramatis: a mistake of ours: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = 3;
} finally {
  stdin.destroy();
}
