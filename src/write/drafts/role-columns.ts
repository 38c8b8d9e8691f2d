// Questions answered in one way, two requests each: the answer, then the answer again behind a trigger from which a rule takes it. And such columns
// side by side: shares, where they differ, and whether the role loses. In: messages to begin with, questions. Out: a column.
import type { Message } from '../../lang/prompt.ts';
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import type { Table } from '../table.ts';
import { type AnswerKind, extractAnswer, kindOfAnswer, percentOf } from './extract-answer.ts';

export interface Item {
  readonly question: string;
  readonly expected: string;
}

export interface Column {
  readonly kind: 'plain' | 'step by step' | 'role';
  /** What was taken from each answer; undefined: nothing could be, which counts as wrong. */
  readonly answers: readonly { readonly question: string; readonly got: string | undefined; readonly right: boolean }[];
  readonly right: number;
}

/** Every second question chooses, the others compare; fewer than four do both. */
export function heldBack(items: readonly Item[]): {
  readonly choosing: readonly Item[];
  readonly comparing: readonly Item[];
} {
  if (items.length < 4) return { choosing: items, comparing: items };
  return {
    choosing: items.filter((_, at) => at % 2 === 1),
    comparing: items.filter((_, at) => at % 2 === 0),
  };
}

/** Temperature 0, at most 512 tokens. */
export async function* runColumn(
  kind: Column['kind'],
  before: readonly Message[],
  items: readonly Item[],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, { readonly ok: true; readonly column: Column } | Extract<RecipeEnd, { ok: false }>> {
  const numbers = { temperature: 0, maxTokens: 512 };
  const answers: Column['answers'][number][] = [];
  for (const { question, expected } of items) {
    const asked = kind === 'step by step' ? `${question}\nThink it through step by step.` : question;
    const first = yield* askText(
      { step: `${kind}: answer`, messages: [...before, { role: 'user', content: asked }], ...numbers },
      place,
      deps,
      signal,
    );
    if (!first.ok) return first;
    const form = kindOfAnswer(expected);
    const content = `${asked}\n${first.reply.text}\n${triggers[form]}`;
    const second = yield* askText(
      { step: `${kind}: extract`, messages: [...before, { role: 'user', content }], ...numbers },
      place,
      deps,
      signal,
    );
    if (!second.ok) return second;
    const got = extractAnswer(second.reply.text, form);
    answers.push({ question, got, right: got !== undefined && got === extractAnswer(expected, form) });
  }
  return { ok: true, column: { kind, answers, right: answers.filter(({ right }) => right).length } };
}

const triggers: Readonly<Record<AnswerKind, string>> = {
  letter: 'So the letter of the right choice is',
  number: 'So the answer, as a number, is',
  'yes or no': 'So the answer, yes or no, is',
  word: 'So the answer is',
};

/** The figures of all columns, never of the best alone. `same`: the questions are those the role's acceptance was chosen on. */
export function compareColumns(
  columns: readonly Column[],
  same: boolean,
): {
  readonly lines: readonly string[];
  readonly loses: boolean;
} {
  const role = columns.find(({ kind }) => kind === 'role');
  const others = columns.filter(({ kind }) => kind !== 'role');
  const shown = columns.map(
    ({ kind, right, answers }) => `${kind} ${percentOf(right, answers.length)} % (${right}/${answers.length})`,
  );
  const better = others.filter(({ right }) => role !== undefined && right > role.right);
  const verdict =
    better.length > 0
      ? `The role loses to ${better.map(({ kind }) => kind).join(' and ')}.`
      : others.some(({ right }) => right === role?.right)
        ? 'The role is no better.'
        : 'The role wins.';
  const differ = (role?.answers ?? []).flatMap(({ question, right, got }, index) => {
    const changed = others.filter(({ answers }) => answers[index]?.right !== right);
    if (changed.length === 0) return [];
    const rest = changed.map(({ kind, answers }) => `${kind}: ${answers[index]?.got ?? 'nothing'}`).join(', ');
    return [`“${question}” ${right ? 'right' : 'wrong'} with the role (${got ?? 'nothing'}); ${rest}.`];
  });
  const caution = same
    ? 'The acceptance was chosen on these same questions, which favours the role: with four or more, half of them are held back.'
    : 'The acceptance was chosen on other questions of the file.';
  return { lines: [`${shown.join(', ')}. ${verdict} ${caution}`, ...differ.slice(0, 10)], loses: better.length > 0 };
}

/** What each way answered to each question, and how often it was right: of all ways, never of the best alone. */
export function columnsTable(columns: readonly Column[], items: readonly Item[]): Table {
  const mark = ({ got, right }: Column['answers'][number]) => `${right ? '✓' : '✗'} ${got ?? 'nothing'}`;
  return {
    title: 'Answers side by side',
    columns: ['question', 'expected', ...columns.map(({ kind }) => kind)],
    rows: [
      ...items.map(({ question, expected }, at) => [
        question,
        expected,
        ...columns.map(({ answers }) => (answers[at] ? mark(answers[at]) : '')),
      ]),
      ['right', '', ...columns.map(({ right, answers }) => `${percentOf(right, answers.length)} %`)],
    ],
  };
}
