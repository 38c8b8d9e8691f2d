// Rows of the table about one open file: keys, opening, completion, and what an editor asks for after an edit. Prints them.
import { personaText } from '../corpus.ts';
import type { Client, ClientOptions } from './client.ts';
import { atMost, type Figure, figureOf, type Sample, timesFloor } from './figure.ts';
import { type Manner, middleLine, typeKeys } from './keys.ts';
import { inProcesses, pause, type Setting } from './setting.ts';

const uri = 'file:///bench/open.persona';
/** What a server does by itself after the first file (loading what it needs for it) is over by then. */
const settling = 800;

export async function benchKeys({ server, echo, processes }: Setting): Promise<void> {
  for (const [size, most, worst] of [
    [3_000, 1.7, 2],
    [30_000, 1.7, 2],
    [300_000, 2.5, 3],
  ] as const) {
    const text = personaText(size);
    const both = async (client: Client): Promise<[Sample, Sample]> => {
      await opened(client, text);
      return [await typeKeys(client, uri, text, 'prose'), await typeKeys(client, uri, text, 'structure')];
    };
    const figures = async (module: string): Promise<Record<Manner, Figure>> => {
      const structure: Sample[] = [];
      const prose = await inProcesses(processes, { module }, async (client) => {
        const [first, second] = await both(client);
        structure.push(second);
        return first;
      });
      return { prose: figureOf(prose), structure: figureOf(structure) };
    };
    const [floor, ours] = [await figures(echo), await figures(server)];
    for (const manner of ['prose', 'structure'] as const) {
      const name = `${size / 1000} KB, ${manner}: key → diagnostics`;
      console.log(timesFloor(name, ours[manner].median, floor[manner].median, most));
      console.log(timesFloor(`${''.padEnd(name.length - 3)}p95`, ours[manner].p95, floor[manner].p95, worst));
    }
  }
}

/** The server is warm: a small file was open before. */
export async function benchOpen({ server, echo, processes }: Setting): Promise<void> {
  const text = personaText(300_000);
  const measure = async (client: Client) => {
    await opened(client, personaText(3_000));
    const big = `${uri}.big.persona`;
    const took = await client.timed(() => {
      client.open(big, text);
      return client.checked(big);
    }, true);
    return [took];
  };
  const floor = figureOf(await inProcesses(processes, { module: echo, options: { scan: true } }, measure));
  const ours = figureOf(await inProcesses(processes, { module: server }, measure));
  console.log(timesFloor('300 KB opened → diagnostics', ours.median, floor.median, 4));
}

export async function benchCompletion({ server, echo, processes }: Setting): Promise<void> {
  const text = personaText(30_000);
  const line = text.slice(0, text.indexOf('\nrules\n')).split('\n').length + 1;
  const measure = async (client: Client) => {
    await opened(client, text);
    const times: number[] = [];
    for (let at = 0; at < 60; at++) {
      await pause(8);
      const start = { line, character: 0 };
      const took = await client.timed(() => {
        client.type(
          uri,
          at % 2
            ? { range: { start, end: { line: line + 1, character: 0 } }, text: '' }
            : { range: { start, end: start }, text: '  \n' },
        );
        return client.request('textDocument/completion', {
          textDocument: { uri },
          position: at % 2 ? start : { line, character: 2 },
        });
      });
      if (at >= 20) times.push(took);
      await client.checked(uri);
    }
    return times;
  };
  const floor = figureOf(await inProcesses(processes, { module: echo }, measure));
  const ours = figureOf(await inProcesses(processes, { module: server }, measure));
  console.log(timesFloor('30 KB: completion after an edit', ours.median, floor.median, 2));
}

const asks: readonly (readonly [string, string, string, Readonly<Record<string, unknown>>])[] = [
  ['symbols', 'documentSymbolProvider', 'textDocument/documentSymbol', {}],
  ['folding', 'foldingRangeProvider', 'textDocument/foldingRange', {}],
  ['tokens', 'semanticTokensProvider', 'textDocument/semanticTokens/full', {}],
  ['actions', 'codeActionProvider', 'textDocument/codeAction', { context: { diagnostics: [] } }],
];

/** All asked at once behind the edit, as VS Code does; the last answer counts. */
export async function benchAfterEdit({ server, processes }: Setting): Promise<void> {
  const text = personaText(300_000);
  const line = middleLine(text);
  let missing: string[] = [];
  const samples = await inProcesses(processes, { module: server }, async (client) => {
    await opened(client, text);
    missing = asks.filter(([, ability]) => !(ability in client.capabilities)).map(([name]) => name);
    const times: number[] = [];
    const length = text.split('\n')[line]?.length ?? 0;
    for (let at = 0; at < 18; at++) {
      await pause(8);
      const here = { line, character: length + at };
      const took = await client.timed(() => {
        client.type(uri, { range: { start: here, end: here }, text: 'a' });
        return Promise.all(
          asks
            .filter(([, ability]) => ability in client.capabilities)
            .map(([, , method, more]) =>
              client.request(method, { textDocument: { uri }, range: { start: here, end: here }, ...more }),
            ),
        );
      });
      if (at >= 6) times.push(took);
      await client.checked(uri);
    }
    return times;
  });
  const lacking = missing.length > 0 ? ` (no ${missing.join(', ')} yet)` : '';
  console.log(
    atMost(`300 KB: symbols, folding, tokens, actions after an edit${lacking}`, figureOf(samples).median, 18),
  );
}

/** With the compiled code kept between starts, as the extension has its server do; the floor once without and once with. */
export async function benchStart({ server, echo, processes, compileCache }: Setting): Promise<void> {
  const text = personaText(3_000);
  const started = async (options: ClientOptions) => {
    await inProcesses(1, options, measure);
    return figureOf(await inProcesses(processes * 2, options, measure)).median;
  };
  const measure = async (client: Client) => {
    client.open(uri, text);
    await client.checked(uri);
    const ms = performance.now() - client.started;
    // Node writes the cache when a process ends by itself.
    await client.end();
    return [ms];
  };
  const floor = await started({ module: echo });
  console.log(
    timesFloor('start → first diagnostics, 3 KB', await started({ module: server, compileCache }), floor, 1.25),
  );
  const [first, cached] = [await started({ module: server }), await started({ module: echo, compileCache })];
  console.log(`  without compiled code kept ${first.toFixed(0)} ms; the floor with it ${cached.toFixed(0)} ms`);
}

async function opened(client: Client, text: string): Promise<void> {
  client.open(uri, text);
  await client.checked(uri);
  await pause(settling);
}
