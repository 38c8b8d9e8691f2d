// What a persona is tested with must not be learnt. In: a persona; texts of a row. Out: the test that a row gives away. A line of a test that the file also
// shows as an example is no secret of the test. Short lines are passed over: "Hello." is everybody's.
import type { Persona } from '../lang/persona.ts';
import { textsOf } from './texts-of.ts';

/** Words in a row that two texts must share; a shorter line must be the whole text. */
const sharedRun = 8;
const fewestWords = 4;

/** Title of the test, or its first line; undefined: the row gives none away. */
export type FindTestItem = (row: unknown) => string | undefined;

export function testItemFinder({ tests, examples }: Persona): FindTestItem {
  const shown = new Set(examples.flatMap(({ lines }) => lines.map(({ text }) => wordsOf(text.value).join(' '))));
  const runs = new Map<string, string>();
  const lines = new Map<string, string>();
  for (const test of tests) {
    for (const { speaker, thought, text } of test.lines) {
      const words = wordsOf(text.value);
      if (speaker !== 'user' || thought || words.length < fewestWords || shown.has(words.join(' '))) continue;
      const name = test.title?.value ?? text.value;
      lines.set(words.join(' '), name);
      for (const run of runsOf(words)) runs.set(run, name);
    }
  }
  if (lines.size === 0) return () => undefined;
  return (row) => {
    for (const text of textsOf(row)) {
      const words = wordsOf(text);
      const found =
        lines.get(words.join(' ')) ??
        runsOf(words)
          .map((run) => runs.get(run))
          .find((name) => name !== undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[]): readonly string[] {
  const runs: string[] = [];
  for (let at = 0; at + sharedRun <= words.length; at++) runs.push(words.slice(at, at + sharedRun).join(' '));
  return runs;
}
