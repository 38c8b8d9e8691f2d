// What a persona is tested with must not be learnt. In: a persona; a row. Out: the test that a row gives away, in whatever stands around it. What the persona's
// own prompt or examples say is no secret of a test, and short lines are passed over: "Hello." is everybody's.
import { compile } from '../lang/compile.ts';
import type { Persona } from '../lang/persona.ts';
import { render } from '../lang/render.ts';
import { wordsIn } from '../lang/words-in.ts';

/** Units in a row that a text and a line must share; of a shorter line all. A word is one, or a character in scripts that write no spaces. */
const sharedRun = 8;
const sharedCharacters = 16;
const fewestWords = 4;

/** Title of the test, or its first line; undefined: the row gives none away. */
export type FindTestItem = (row: unknown) => string | undefined;

export function testItemFinder(persona: Persona): FindTestItem {
  const shown = shownBy(persona);
  /** By how many units they are of: runs, and the test they are from. */
  const runs = new Map<number, Map<string, string>>();
  for (const test of persona.tests) {
    for (const { speaker, thought, text } of test.lines) {
      if (speaker !== 'user' || thought || [...wordsIn(text.value)].length < fewestWords) continue;
      const units = unitsOf(text.value);
      const length = Math.min(units.length, mostlyUnspaced(units) ? sharedCharacters : sharedRun);
      const known = runs.get(length) ?? new Map<string, string>();
      runs.set(length, known);
      for (const run of runsOf(units, length))
        if (!shown.includes(` ${run} `)) known.set(run, test.title?.value ?? text.value);
    }
  }
  if (runs.size === 0) return () => undefined;
  return (row) => {
    for (const text of byField(row)) {
      const units = unitsOf(text);
      for (const [length, known] of runs) {
        const found = runsOf(units, length).find((run) => known.has(run));
        if (found !== undefined) return known.get(found);
      }
    }
    return undefined;
  };
}

/** What every request shows, and lore, which some do; between spaces. */
function shownBy(persona: Persona): string {
  const prompt = compile(persona, {});
  const sent = render(prompt, []).messages.map(({ content }) => content);
  const lore = prompt.lore.map(({ pieces }) => pieces.map(({ text }) => text).join(''));
  return [...sent, ...lore].map((text) => ` ${unitsOf(text).join(' ')} `).join('\n');
}

/** The texts of a row, those of one field behind each other: some formats cut what is said into pieces. */
function byField(row: unknown): readonly string[] {
  const fields = new Map<string, string[]>();
  collect(row, '');
  return [...fields.values()].map((texts) => texts.join('\n'));

  function collect(value: unknown, field: string): void {
    if (typeof value === 'string') {
      const texts = fields.get(field);
      if (texts) texts.push(value);
      else fields.set(field, [value]);
    } else if (Array.isArray(value)) for (const one of value) collect(one, field);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) collect(one, `${field}/${key}`);
  }
}

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー';
const unit = new RegExp(`[${unspaced}]\\p{M}*|(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');

function unitsOf(text: string): readonly string[] {
  return text.normalize('NFKC').toLowerCase().match(unit) ?? [];
}

function mostlyUnspaced(units: readonly string[]): boolean {
  return units.filter((one) => isUnspaced.test(one)).length * 2 > units.length;
}

function runsOf(units: readonly string[], length: number): readonly string[] {
  const runs: string[] = [];
  for (let at = 0; at + length <= units.length; at++) runs.push(units.slice(at, at + length).join(' '));
  return runs;
}
