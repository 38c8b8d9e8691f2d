// Personas of realistic prose in any size, and a folder of thousands of them, the same ones on every run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chance, fullName, pick, question, sentence, word } from './prose.ts';

/** A rule: its sentence for the model, and a condition and a check where it has them. `#` becomes its number. */
const rules: readonly (readonly [string, string, ...string[]])[] = [
  [
    'no gossip',
    'Never repeats what was said in confidence.',
    'never: say /\\b(secretly|between us|strictly private) #\\b/i',
  ],
  ['short', 'Keeps an answer short when asked in passing.', 'when: user says "quickly #"', 'must: be at most 80 words'],
  [
    'greets',
    'Greets a new voice before anything else.',
    'when: user says "arrival #"',
    'must: say "good evening" or say "good morning"',
  ],
  ['one question', 'Asks at most one thing at a time.', 'must: ask at most 1 question'],
  [
    'no doctor',
    'Sends a person who is ill to somebody who can help.',
    'when: user says /\\b(fever|bleeding|faint) #\\b/i',
    'must: say "doctor"',
  ],
  ['stays out', 'Leaves the affairs of house # alone.', 'never: say word "scandal#"'],
  ['manners', 'Is civil to people who are not.', 'must: ask at most 2 questions'],
];

/** What may be wrong with a file: each is one problem that shows while typing, with the code it has. */
export const defects: readonly (readonly [string, string])[] = [
  ['unknown-block', '\nwardrobe\n'],
  ['unknown-rule', '\ntest keeps what is not there\n  user: Good evening.\n  keeps: a rule that nobody wrote\n'],
  ['bad-phrase', '\nmoves\n  leave: Takes the hat and goes.\n    when: user shouts at the moon\n'],
  [
    'unresolved-file',
    '\nscene by the fire\n  with: ./nobody-there.persona\n  setting: A room with one lamp.\n  self: Good evening.\n',
  ],
];

export interface PersonaOptions {
  /** Chance begins with it: another seed, another persona. */
  readonly seed?: number;
  readonly name?: string;
  /** Path of its parent, as written. */
  readonly parent?: string;
}

/** About `size` characters: facts, rules with checks, examples, in the proportions of the samples. Nothing is wrong with it. */
export function personaText(size: number, { seed = 1, name = fullName(seed), parent }: PersonaOptions = {}): string {
  const next = chance(seed);
  const parts: string[] = [];
  let length = 0;
  const add = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  const line = () => sentence(next);
  add(
    `persona ${name}\n${parent ? `  extends: ${parent}\n` : ''}  role: ${word('quality', next)} friend of ${word('who', next)}\n`,
  );
  add(`  summary: ${line()}\n  language: English\n`);
  add(`\nabout\n  home: ${line()}\n  age: ${20 + Math.floor(next() * 60)}\n`);
  add(`\ntraits\n  openness: 0.${1 + Math.floor(next() * 9)}\n  modesty: ${pick(['low', 'medium', 'high'], next)}\n`);
  add(`\nvoice\n  - ${line()}\n  length: One to four sentences.\n`);
  add('\nknows\n');
  for (let i = 0; i === 0 || length < size * 0.5; i++) {
    add(
      i % 2
        ? `  - ${line()} (${i})\n`
        : `  fact ${i}: ${line()}\n    keys: ${word('thing', next)} ${i}, ${word('topic', next)} ${i}\n`,
    );
  }
  add(`\nunknown\n  - ${line()}\n`);
  add('\nrules\n');
  for (let i = 0; i === 0 || length < size * 0.75; i++) {
    const [title, told, ...clauses] = pick(rules, next);
    const number = (text: string) => text.replace('#', String(i));
    add(`  ${title} ${i}: ${number(told)}\n${clauses.map((clause) => `    ${number(clause)}\n`).join('')}`);
  }
  add(`\ngreeting\n  Good evening. ${line()}\n`);
  for (let i = 0; i === 0 || length < size; i++) {
    add(`\nexample ${word('topic', next)} ${i}\n  user: ${question(next)}\n  self: Good evening. ${line()}\n`);
  }
  return parts.join('');
}

export interface CorpusFile {
  /** From the corpus's folder, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Code of the one problem it has. */
  readonly defect: string | undefined;
}

/** The base with most children, and one of them, that nothing extends, as paths in the corpus. */
export const bigBase = 'bases/base-0000.persona';
export const leaf = 'people/001/person-0142.persona';

/** Bases that personas of other folders extend: the first has 14 children, the others about seven. */
const bases = 140;
const childrenOfFirst = 14;

/** `count` personas of about 3 KB: one in ten has a defect, one in four a parent. */
export function* corpus(count = 4_000): Generator<CorpusFile> {
  for (let at = 0; at < count; at++) {
    const isBase = at < Math.min(bases, count / 4);
    const defect = at % 10 === 5 ? defects[Math.floor(at / 10) % defects.length] : undefined;
    const base =
      at % 4 === 2 && !isBase ? baseOf(Math.floor(at / 4), Math.min(bases, Math.floor(count / 4))) : undefined;
    const parent = base === undefined ? undefined : `../../bases/${named('base', base)}`;
    const text = personaText(2_900 + ((at * 37) % 500), { seed: at + 11, ...(parent && { parent }) });
    const path = isBase
      ? `bases/${named('base', at)}`
      : `people/${String(Math.floor(at / 100)).padStart(3, '0')}/${named('person', at)}`;
    yield { path, text: text + (defect?.[1] ?? ''), defect: defect?.[0] };
  }
}

/** The first children all extend the first base, so that it has just as many as said. */
function baseOf(ordinal: number, all: number): number {
  const first = Math.ceil(all / 4);
  return ordinal < first + childrenOfFirst ? 0 : 1 + (ordinal % (all - 1));
}

function named(kind: string, at: number): string {
  return `${kind}-${String(at).padStart(4, '0')}.persona`;
}

/** Writes the corpus below `folder`. */
export function writeCorpus(
  folder: string,
  count?: number,
): { readonly files: number; readonly bytes: number; readonly defects: number } {
  const sum = { files: 0, bytes: 0, defects: 0 };
  for (const { path, text, defect } of corpus(count)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    sum.files++;
    sum.bytes += Buffer.byteLength(text);
    if (defect) sum.defects++;
  }
  return sum;
}
