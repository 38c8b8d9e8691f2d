// Rows of the table about a folder of 4,000 personas: reading and checking all of it, opening a file meanwhile, typing with all of it
// loaded, memory. Prints them. A server that says nothing of its progress does not read the folder, and is said to.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { bigBase, leaf } from '../corpus.ts';
import type { Client } from './client.ts';
import { atMost, figureOf, notMeasured, type Sample, timesFloor } from './figure.ts';
import { typeKeys } from './keys.ts';
import { inProcesses, pause, type Setting, uriOf } from './setting.ts';

/** Behind `initialized`: long enough for a server to have begun with the folder, and far from its end. */
const meanwhile = 60;

export async function benchCold({ server, processes, corpus }: Setting): Promise<void> {
  const scans = scanned(processes, corpus()).map(({ ms }) => [ms]);
  const scan = figureOf(scans).median;
  const folders = [uriOf(corpus())];
  const names: Sample[] = [];
  const fromStart: Sample[] = [];
  let marked = 0;
  const all = await inProcesses(processes, { module: server, folders }, async (client) => {
    if (!(await reads(client))) return [];
    await client.until(() => client.progress.at(-1)?.kind === 'end');
    const at = (kind: string) => client.progress.find((one) => one.kind === kind)?.at ?? Number.NaN;
    names.push([
      (client.progress.find(({ message }) => message.includes('checking'))?.at ?? Number.NaN) - client.initialized,
    ]);
    fromStart.push([at('end') - client.started]);
    marked = [...client.told.values()].filter(({ diagnostics }) => diagnostics.length > 0).length;
    return [at('end') - client.initialized];
  });
  if (all.some((sample) => sample.length === 0)) {
    console.log(notMeasured('4,000 files, cold: all linked and published', 'the folder is not read'));
    return;
  }
  console.log(timesFloor('4,000 files, cold: all linked and published', figureOf(all).median, scan, 6));
  console.log(timesFloor('the same: names and `extends` usable', figureOf(names).median, scan, 2.5));
  console.log(`  from the start of the process: ${figureOf(fromStart).median.toFixed(0)} ms; files marked: ${marked}`);
}

export async function benchOpenMeanwhile({ server, processes, corpus }: Setting): Promise<void> {
  const folder = corpus();
  const text = readFileSync(join(folder, leaf), 'utf8');
  let done = false;
  const samples = await inProcesses(processes, { module: server, folders: [uriOf(folder)] }, async (client) => {
    await pause(meanwhile);
    done ||= client.progress.at(-1)?.kind === 'end';
    const begin = performance.now();
    client.open(uriOf(join(folder, leaf)), text);
    await client.checked(uriOf(join(folder, leaf)));
    return [performance.now() - begin];
  });
  const figure = figureOf(samples);
  console.log(
    atMost(`a file opened while that runs → its diagnostics${done ? ' (it was over)' : ''}`, figure.median, 100),
  );
}

export async function benchLoadedKeys({ server, processes, corpus }: Setting): Promise<void> {
  const folder = corpus();
  for (const [name, path, most] of [
    ['a leaf', leaf, 1.3],
    ['a base with 14 children', bigBase, 2],
  ] as const) {
    const text = readFileSync(join(folder, path), 'utf8');
    const uri = uriOf(join(folder, path));
    const type = async (client: Client) => {
      client.open(uri, text);
      await client.checked(uri);
      await pause(800);
      return typeKeys(client, uri, text, 'prose');
    };
    const alone = figureOf(await inProcesses(processes, { module: server }, type));
    const loaded = figureOf(
      await inProcesses(processes, { module: server, folders: [uriOf(folder)] }, async (client) => {
        if (await reads(client)) await client.until(() => client.progress.at(-1)?.kind === 'end');
        return type(client);
      }),
    );
    console.log(
      timesFloor(`key with 4,000 loaded: ${name} (floor: the same alone)`, loaded.median, alone.median, most),
    );
  }
}

/** The floor is the scan's own process. A file is open, as one always is when an editor has started the server. */
export async function benchFolderMemory({ server, processes, corpus }: Setting): Promise<void> {
  const folder = corpus();
  const text = readFileSync(join(folder, leaf), 'utf8');
  const floor = scanned(processes, folder);
  const peaks: Sample[] = [];
  const settled = await inProcesses(processes, { module: server, folders: [uriOf(folder)] }, async (client) => {
    client.open(uriOf(join(folder, leaf)), text);
    if (await reads(client)) await client.until(() => client.progress.at(-1)?.kind === 'end');
    await pause(3_000);
    const { now, peak } = client.memory();
    peaks.push([peak]);
    return [now];
  });
  console.log(
    atMost(
      'memory (RSS) with 4,000 loaded, settled',
      figureOf(settled).median,
      140,
      'MB',
      figureOf(floor.map(({ now }) => [now])).median,
    ),
  );
  console.log(
    atMost('the same, peak', figureOf(peaks).median, 180, 'MB', figureOf(floor.map(({ peak }) => [peak])).median),
  );
}

/** Whether it says within a second that it has begun with the folder. */
async function reads(client: Client): Promise<boolean> {
  for (let waited = 0; waited < 1_000 && client.progress.length === 0; waited += 20) await pause(20);
  return client.progress.length > 0;
}

interface Scanned {
  readonly ms: number;
  readonly now: number;
  readonly peak: number;
}

function scanned(count: number, folder: string): Scanned[] {
  const script = join(import.meta.dirname, 'scan-folder.ts');
  return Array.from({ length: count }, () =>
    JSON.parse(execFileSync(execPath, [script, folder], { encoding: 'utf8' })),
  );
}
