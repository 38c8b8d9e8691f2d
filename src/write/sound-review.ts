// A review of which every part is of the right shape. In: a JSON value that may be old, damaged or made up. Out: the review built anew, and how many
// of its changes could not be; undefined where it is none. A run that was going on when it was stored has ended.
import type { ModelFailure, ModelIdentity } from '../model/port.ts';
import type { Ending, RequestSpan } from './events.ts';
import { type Fields, fieldsOf } from './fields-of.ts';
import type { Review, ReviewRow } from './review.ts';
import { countIn, oneOf, soundList, textOr } from './sound-parts.ts';
import { soundPatch } from './sound-patch.ts';
import type { Table } from './table.ts';

export function soundReview(value: unknown): { readonly review: Review; readonly lost: number } | undefined {
  const fields = fieldsOf(value);
  const list: unknown = fields?.['rows'];
  if (!fields || !Array.isArray(list)) return undefined;
  const rows = soundList(list, soundRow);
  const ids = new Set<string>();
  const distinct = rows.filter(({ patch }) => !ids.has(patch.id) && ids.add(patch.id));
  const spent = fieldsOf(fields['spent']) ?? {};
  const review: Review = {
    what: textOr(fields, 'what'),
    model: soundModel(fieldsOf(fields['model'])),
    requests: soundSpan(fieldsOf(fields['requests'])),
    rows: distinct,
    told: soundList(fields['told'], soundTold),
    files: soundList(fields['files'], (file) => ({ name: textOr(file, 'name'), text: textOr(file, 'text') })),
    tables: soundList(fields['tables'], soundTable),
    step: undefined,
    spent: { requests: countIn(spent, 'requests'), input: countIn(spent, 'input'), output: countIn(spent, 'output') },
    ending: soundEnding(fieldsOf(fields['ending'])),
  };
  return { review, lost: list.length - distinct.length };
}

function soundRow(fields: Fields): ReviewRow | undefined {
  const patch = soundPatch(fieldsOf(fields['patch']));
  const state = oneOf(fields['state'], ['open', 'accepted', 'rejected']);
  const beside = fields['beside'] === true && state === 'rejected' ? { beside: true as const } : {};
  return patch && state && { patch, state, edited: fields['edited'] === true, ...beside };
}

function soundTold(fields: Fields): Review['told'][number] | undefined {
  const severity = oneOf(fields['severity'], ['error', 'warning', 'note']);
  return severity && { severity, message: textOr(fields, 'message') };
}

function soundTable(fields: Fields): Table {
  const rows: readonly unknown[] = Array.isArray(fields['rows']) ? fields['rows'] : [];
  return { title: textOr(fields, 'title'), columns: texts(fields['columns']), rows: rows.map(texts) };
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.map((cell) => (typeof cell === 'string' ? cell : ''));
}

function soundModel(fields: Fields | undefined): ModelIdentity | undefined {
  const provider = oneOf(fields?.['provider'], ['understudy', 'openai', 'vscode', 'scripted']);
  if (!fields || !provider) return undefined;
  const origin = fields['origin'];
  return {
    provider,
    model: textOr(fields, 'model'),
    origin: typeof origin === 'string' ? origin : undefined,
    label: textOr(fields, 'label'),
  };
}

function soundSpan(fields: Fields | undefined): RequestSpan | undefined {
  return fields && { least: countIn(fields, 'least'), most: countIn(fields, 'most') };
}

/** The window went while it was being written: that was a stop. */
function soundEnding(fields: Fields | undefined): Ending {
  const how = oneOf(fields?.['how'], ['done', 'nothing', 'cancelled']);
  if (how) return { how };
  const failed = oneOf(fields?.['how'], ['budget', 'failed', 'unreadable']);
  const failure = fieldsOf(fields?.['failure']);
  return failed && failure ? { how: failed, failure: soundFailure(failed, failure) } : { how: 'cancelled' };
}

/** Why in detail is not known any more, and not asked for. */
function soundFailure(how: 'budget' | 'failed' | 'unreadable', fields: Fields): ModelFailure {
  const reason = how === 'budget' ? 'over-budget' : how === 'unreadable' ? 'bad-answer' : 'other';
  return { reason, message: textOr(fields, 'message'), action: 'none' };
}
