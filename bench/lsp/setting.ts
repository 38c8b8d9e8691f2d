// What every row is measured with: the two servers, the corpus on disk, and how many processes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeCorpus } from '../corpus.ts';
import { Client, type ClientOptions } from './client.ts';
import { echoBundle } from './echo-bundle.ts';
import type { Sample } from './figure.ts';

export interface Setting {
  readonly server: string;
  readonly echo: string;
  /** A folder for compiled code. */
  readonly compileCache: string;
  /** Absolute path of the corpus's folder; written when it is first asked for. */
  readonly corpus: () => string;
  readonly processes: number;
}

/** Everything is below a temporary folder that `dispose` removes. */
export async function makeSetting(processes: number): Promise<Setting & { dispose(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'dramatis-lsp-'));
  let corpus: string | undefined;
  return {
    server: join(import.meta.dirname, '../../dist/node/server.cjs'),
    echo: await echoBundle(folder),
    compileCache: join(folder, 'compiled'),
    corpus() {
      if (corpus === undefined) {
        corpus = join(folder, 'corpus');
        const { files, bytes, defects } = writeCorpus(corpus);
        console.log(`(corpus: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${defects} with a defect)`);
      }
      return corpus;
    },
    processes,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A fresh process for each sample: started, measured, ended. */
export async function inProcesses(
  count: number,
  options: ClientOptions,
  measure: (client: Client) => Promise<Sample>,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let at = 0; at < count; at++) {
    const client = await Client.start(options);
    try {
      samples.push(await measure(client));
    } finally {
      await client.stop();
    }
  }
  return samples;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
