// Typing in the middle of a persona: prose at the end of a line, and structure (a line broken in two, its rest pushed in and back).
// In: a client and an open file. Out: how long each key took until its diagnostics came.
import type { Client, Key, Position } from './client.ts';
import type { Sample } from './figure.ts';
import { pause } from './setting.ts';

export type Manner = 'prose' | 'structure';

const prose =
  ' and, as the evening went on, a little more of it than was quite wise, or so the others said when they were asked about it.';
/** Keys that nothing is measured of: the first ones run code that is not compiled yet. */
const warmUp = 24;
/** Milliseconds between an answer and the next key: nobody types faster, and what a server put off has its chance to get in the way. */
const between = 8;

/** A line of prose in the middle of the text, as it is found there. */
export function middleLine(text: string): number {
  const lines = text.split('\n');
  let line = lines.length >> 1;
  while (!/^ {2}(fact|self|-)/.test(lines[line] ?? '')) line++;
  return line;
}

/** @returns milliseconds a key. The text is in the end what it was at first, but for prose at the end of a line. */
export async function typeKeys(client: Client, uri: string, text: string, manner: Manner, count = 60): Promise<Sample> {
  const line = middleLine(text);
  const length = text.split('\n')[line]?.length ?? 0;
  const times: number[] = [];
  for (let at = 0; at < count + warmUp; at++) {
    await pause(between);
    const key = manner === 'prose' ? proseKey(line, length, at) : structureKey(line, length >> 1, at);
    const took = await client.timed(() => {
      client.type(uri, key);
      return client.checked(uri);
    });
    if (at >= warmUp) times.push(took);
  }
  return times;
}

function proseKey(line: number, length: number, at: number): Key {
  const here = { line, character: length + at };
  return { range: { start: here, end: here }, text: prose[at % prose.length] ?? ' ' };
}

/** Four keys after which all is as before. */
function structureKey(line: number, character: number, at: number): Key {
  const spot: Position = { line, character };
  const [start, below] = [
    { line: line + 1, character: 0 },
    { line: line + 1, character: 2 },
  ];
  const turn = at % 4;
  if (turn === 0) return { range: { start: spot, end: spot }, text: '\n    ' };
  if (turn === 1) return { range: { start, end: start }, text: '  ' };
  if (turn === 2) return { range: { start, end: below }, text: '' };
  return { range: { start: spot, end: { line: line + 1, character: 4 } }, text: '' };
}
