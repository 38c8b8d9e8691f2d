// A library of strategies as a text file, `NAME.strategies`: read, written, checked. In: text. Out: entries with their problems, and the way back. A
// person decides which are used: what is learnt is only proposed.

import { fnv64 } from '../../lang/hash.ts';
import { onOneLine } from '../../lang/one-line.ts';

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
  /** `error`: it is not read, or read as something else. `warning`: it is, and somebody should know. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** Where a strategy stands, for whoever shows or changes it there. Lines from 1. */
export interface StrategyPlace {
  readonly name: string;
  readonly line: number;
  /** Of its `status:`; undefined: it has none. */
  readonly status: number | undefined;
  /** The last line that says something of it. */
  readonly last: number;
}

/** Whether the words are still those that were measured. */
export function gainHolds(strategy: Strategy): boolean {
  return strategy.gain !== undefined && strategy.gain.of === measuredWords(strategy);
}

/** What a gain is of: scenario and advice, whatever their line breaks. */
export function measuredWords({ scenario, advice }: Pick<Strategy, 'scenario' | 'advice'>): string {
  return fnv64(JSON.stringify([onOneLine(scenario), onOneLine(advice)]));
}

/** Reads a library. What cannot be read is told with its line; the rest is there. */
export function readStrategies(text: string): {
  readonly strategies: readonly Strategy[];
  readonly problems: readonly StrategyProblem[];
  /** Of every strategy that begins, those that cannot be read among them. */
  readonly places: readonly StrategyPlace[];
} {
  const problems: StrategyProblem[] = [];
  const wrong = (line: number, message: string) => problems.push({ line, severity: 'error', message });
  const found: { name: string; line: number; last: number; fields: Map<string, string>; lines: Map<string, number> }[] =
    [];
  let field: string | undefined;
  for (const [index, raw] of text.split(/\r\n|\r|\n/u).entries()) {
    const line = index + 1;
    const said = raw.trim();
    if (said === '' || /^#(\s|$)/u.test(said)) continue;
    const head = /^strategy\s+(\S.*)$/u.exec(raw);
    if (head) {
      found.push({ name: (head[1] ?? '').trim(), line, last: line, fields: new Map(), lines: new Map() });
      field = undefined;
      continue;
    }
    const entry = found.at(-1);
    const [, word = '', rest = ''] = /^(?: {1,3}|\t)([a-z]+):(?:\s+(.*))?$/u.exec(raw) ?? [];
    if (entry) entry.last = line;
    if (!entry) wrong(line, 'A library begins with a line `strategy NAME`.');
    else if (words.has(word)) {
      if (entry.fields.has(word)) wrong(line, `\`${word}:\` stands here twice.`);
      field = word;
      entry.lines.set(word, line);
      entry.fields.set(word, rest.trim());
    } else if (field !== undefined && /^(?: {4}|\t)/u.test(raw)) {
      entry.fields.set(field, `${entry.fields.get(field) ?? ''}\n${said}`.trim());
    } else wrong(line, `\`${said.slice(0, 40)}\` is no line of a strategy.`);
  }
  const names = new Set<string>();
  const strategies = found.flatMap(({ name, line, fields, lines }): Strategy[] => {
    const tell = (message: string, at?: string, severity: StrategyProblem['severity'] = 'error') =>
      problems.push({ line: (at && lines.get(at)) || line, severity, message: `“${name}”: ${message}` });
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
    if (!known) tell(`Its status is proposed, approved or rejected, not “${status}”. Read as proposed.`, 'status');
    const gain = gainOf(fields.get('gain'));
    if (fields.has('gain') && !gain) tell('Its gain cannot be read.', 'gain');
    const one: Strategy = {
      name,
      scenario,
      advice,
      status: known ? status : 'proposed',
      evidence: fields.get('evidence') ?? '',
      gain,
    };
    if (gain && !gainHolds(one))
      tell('It was edited since it was measured: its gain holds no more.', 'gain', 'warning');
    return [one];
  });
  const places = found.map(({ name, line, last, lines }) => ({ name, line, status: lines.get('status'), last }));
  return { strategies, problems, places };
}

/** What an editor changes so that a strategy has this status: the whole of one line, or a new line behind another. */
export function statusLine(
  { line, status }: StrategyPlace,
  wanted: Strategy['status'],
): { readonly line: number; readonly insert: boolean; readonly text: string } {
  return { line: status ?? line, insert: status === undefined, text: `  status: ${wanted}` };
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

/** The entries of a strategy. */
export const strategyFields = ['scenario', 'advice', 'status', 'evidence', 'gain'] as const;

const words: ReadonlySet<string> = new Set(strategyFields);
