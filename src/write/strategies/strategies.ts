// A library of strategies as a text file, `NAME.strategies`: read, written, checked. In: text. Out: entries with their problems, and the way back. A
// person decides which are used: what is learnt is only proposed.
import { fnv64 } from '../../lang/hash.ts';

export interface Strategy {
  readonly name: string;
  /** When it helps. */
  readonly scenario: string;
  /** What to do then. */
  readonly advice: string;
  readonly status: 'proposed' | 'approved' | 'rejected';
  /** What it was learnt from. */
  readonly evidence: string;
  /** What it brought, as measured; undefined: never measured. */
  readonly gain: Gain | undefined;
}

export interface Gain {
  /** 0..9, of the reply without it and with it. */
  readonly before: number;
  readonly after: number;
  /** How the scores were found, and by whom. */
  readonly label: string;
  /** Of the words that were measured. */
  readonly of: string;
}

export interface StrategyProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Whether the words are still those that were measured. */
export function gainHolds(strategy: Strategy): boolean {
  return strategy.gain !== undefined && strategy.gain.of === measuredWords(strategy);
}

/** What a gain is of: scenario and advice, whatever their line breaks. */
export function measuredWords({ scenario, advice }: Pick<Strategy, 'scenario' | 'advice'>): string {
  const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();
  return fnv64(JSON.stringify([plain(scenario), plain(advice)]));
}

/** Reads a library. What cannot be read is told with its line; the rest is there. */
export function readStrategies(text: string): {
  readonly strategies: readonly Strategy[];
  readonly problems: readonly StrategyProblem[];
} {
  const problems: StrategyProblem[] = [];
  const found: { name: string; line: number; fields: Map<string, string> }[] = [];
  let field: string | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    const line = index + 1;
    const said = raw.trim();
    if (said === '' || /^#(\s|$)/u.test(said)) continue;
    const head = /^strategy\s+(\S.*)$/u.exec(raw);
    if (head) {
      found.push({ name: (head[1] ?? '').trim(), line, fields: new Map() });
      field = undefined;
      continue;
    }
    const entry = found.at(-1);
    const [, word = '', rest = ''] = /^(?: {1,3}|\t)([a-z]+):(?:\s+(.*))?$/u.exec(raw) ?? [];
    if (!entry) problems.push({ line, message: 'A library begins with a line `strategy NAME`.' });
    else if (words.has(word)) {
      if (entry.fields.has(word)) problems.push({ line, message: `\`${word}:\` stands here twice.` });
      field = word;
      entry.fields.set(word, rest.trim());
    } else if (field !== undefined && /^(?: {4}|\t)/u.test(raw)) {
      entry.fields.set(field, `${entry.fields.get(field) ?? ''}\n${said}`.trim());
    } else problems.push({ line, message: `\`${said.slice(0, 40)}\` is no line of a strategy.` });
  }
  const names = new Set<string>();
  const strategies = found.flatMap(({ name, line, fields }): Strategy[] => {
    const tell = (message: string) => problems.push({ line, message: `“${name}”: ${message}` });
    if (names.has(name)) tell('The name stands here twice.');
    names.add(name);
    const scenario = fields.get('scenario') ?? '';
    const advice = fields.get('advice') ?? '';
    if (scenario === '' || advice === '') {
      tell('It needs a `scenario:` and an `advice:`.');
      return [];
    }
    const status = fields.get('status') ?? 'proposed';
    const known = status === 'approved' || status === 'rejected' || status === 'proposed';
    if (!known) tell(`Its status is proposed, approved or rejected, not “${status}”. Read as proposed.`);
    const gain = gainOf(fields.get('gain'));
    if (fields.has('gain') && !gain) tell('Its gain cannot be read.');
    const one: Strategy = {
      name,
      scenario,
      advice,
      status: known ? status : 'proposed',
      evidence: fields.get('evidence') ?? '',
      gain,
    };
    if (gain && !gainHolds(one)) tell('It was edited since it was measured: its gain holds no more.');
    return [one];
  });
  return { strategies, problems };
}

/** The text of a library. Reading it gives the same strategies. */
export function writeStrategies(strategies: readonly Strategy[]): string {
  return strategies.map(linesOf).join('\n');
}

/** A library with one more, behind the others; what stands there stays to the letter. */
export function addStrategy(text: string, strategy: Strategy): string {
  const before = text.trim() === '' ? '' : `${text.trimEnd()}\n\n`;
  return before + linesOf(strategy);
}

function linesOf({ name, scenario, advice, status, evidence, gain }: Strategy): string {
  const field = (word: string, text: string) =>
    `  ${word}: ${text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n    ')}\n`;
  const measured = gain && `${gain.before.toFixed(2)} to ${gain.after.toFixed(2)} of ${gain.of} (${gain.label})`;
  return [
    `strategy ${name}\n`,
    field('scenario', scenario),
    field('advice', advice),
    field('status', status),
    evidence === '' ? '' : field('evidence', evidence),
    measured === undefined ? '' : field('gain', measured),
  ].join('');
}

function gainOf(text: string | undefined): Gain | undefined {
  const [, before, after, of = '', label = ''] =
    /^(\d(?:\.\d+)?) to (\d(?:\.\d+)?) of ([0-9a-f]+) \((.*)\)$/u.exec(text ?? '') ?? [];
  return before === undefined || after === undefined
    ? undefined
    : { before: Number(before), after: Number(after), of, label };
}

const words: ReadonlySet<string> = new Set(['scenario', 'advice', 'status', 'evidence', 'gain']);
