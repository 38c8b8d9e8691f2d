// A patch of which every part is of the right shape. In: an object that may be old, damaged or made up. Out: the patch built anew, or nothing. Whether
// it applies to a file is found by trying it, as with any other.
import type { NewBlock, NewMember } from '../lang/edit.ts';
import type { Problem } from '../lang/problems.ts';
import { blockRow } from '../lang/vocabulary.ts';
import { type Fields, fieldsOf } from './fields-of.ts';
import type { Change, Effect, Evidence, Patch, PatchPlace, TestEffect } from './patch.ts';
import { countIn, numberIn, oneOf, soundList, soundOrigin, soundRange, textIf, textOr } from './sound-parts.ts';

/** Deeper than any member of the language. */
const deepest = 12;

export function soundPatch(fields: Fields | undefined): Patch | undefined {
  if (!fields) return undefined;
  const place = soundPlace(fieldsOf(fields['place']));
  const change = soundChange(fieldsOf(fields['change']));
  const kind = oneOf(fields['kind'], ['add', 'change', 'remove']);
  const id = textOr(fields, 'id');
  if (!place || !change || !kind || id === '') return undefined;
  const effect = fieldsOf(fields['effect']);
  const tokens = soundTokens(fieldsOf(fields['tokens']));
  return {
    id,
    place,
    change,
    title: textOr(fields, 'title'),
    kind,
    before: textIf(fields, 'before').before,
    after: textIf(fields, 'after').after,
    reason: textOr(fields, 'reason'),
    evidence: soundList(fields['evidence'], soundEvidence),
    problems: soundList(fields['problems'], soundProblem),
    effect: effect && soundEffect(effect),
    ...(tokens ? { tokens } : {}),
    refused: textIf(fields, 'refused').refused,
    ...textIf(fields, 'passedOver'),
    ...textIf(fields, 'oneOf'),
  };
}

function soundPlace(fields: Fields | undefined): PatchPlace | undefined {
  const block = fields ? textOr(fields, 'block') : '';
  return fields && block !== '' ? { block, ...textIf(fields, 'entry'), ...textIf(fields, 'item') } : undefined;
}

function soundChange(fields: Fields | undefined): Change | undefined {
  const op = oneOf(fields?.['op'], ['put-block', 'put-member', 'title', 'remove']);
  switch (op) {
    case 'put-block': {
      const block = soundBlock(fieldsOf(fields?.['block']));
      return block && { op, block };
    }
    case 'put-member': {
      const given = fieldsOf(fields?.['member']);
      const member = given && soundMember(given, 0);
      return member && { op, member };
    }
    case 'title':
      return { op, title: fields ? textOr(fields, 'title') : '' };
    case 'remove':
      return { op };
    case undefined:
      return undefined;
  }
}

function soundBlock(fields: Fields | undefined): NewBlock | undefined {
  const row = fields && blockRow(textOr(fields, 'word'));
  if (!row) return undefined;
  const children = soundMembers(fields['children'], 0);
  return children && { word: row.word, ...textIf(fields, 'title'), ...textIf(fields, 'prose'), ...children };
}

function soundMember(fields: Fields, depth: number): NewMember | undefined {
  if (typeof fields['text'] !== 'string') return undefined;
  const children = soundMembers(fields['children'], depth + 1);
  return children && { ...textIf(fields, 'name'), text: fields['text'], ...children };
}

/** All or none: half of a block is another block. */
function soundMembers(value: unknown, depth: number): { readonly children?: readonly NewMember[] } | undefined {
  if (value === undefined) return {};
  if (!Array.isArray(value) || depth > deepest) return undefined;
  const children = soundList(value, (fields) => soundMember(fields, depth));
  return children.length === value.length ? { children } : undefined;
}

function soundEvidence(fields: Fields): Evidence {
  const origin = soundOrigin(fieldsOf(fields['origin']));
  const source = soundRange(fieldsOf(fields['source']));
  return {
    quote: textOr(fields, 'quote'),
    ...(origin ? { origin } : {}),
    ...(source ? { source } : {}),
    ...textIf(fields, 'turn'),
    ...textIf(fields, 'talk'),
    ...textIf(fields, 'said'),
    ...textIf(fields, 'note'),
    found: fields['found'] === true,
  };
}

/** Fixes are found anew where the file is looked at. */
function soundProblem(fields: Fields): Problem | undefined {
  const range = soundRange(fieldsOf(fields['range']));
  const severity = oneOf(fields['severity'], ['error', 'warning', 'hint']);
  return range && severity && { code: textOr(fields, 'code'), severity, range, message: textOr(fields, 'message') };
}

function soundEffect(fields: Fields): Effect | undefined {
  const verdict = oneOf(fields['verdict'], ['better', 'worse', 'same', 'not measured']);
  const together: readonly unknown[] = Array.isArray(fields['together']) ? fields['together'] : [];
  return (
    verdict && {
      alone: fields['alone'] === true,
      together: together.filter((id) => typeof id === 'string'),
      tests: soundList(fields['tests'], soundTest),
      tokens: soundTokens(fieldsOf(fields['tokens'])),
      verdict,
      why: textOr(fields, 'why'),
      ...(fields['fromBefore'] === true ? { fromBefore: true as const } : {}),
    }
  );
}

function soundTokens(fields: Fields | undefined): Effect['tokens'] {
  return fields && { before: countIn(fields, 'before'), after: countIn(fields, 'after') };
}

function soundTest(fields: Fields): TestEffect {
  const [before, after] = [soundShare(fieldsOf(fields['before'])), soundShare(fieldsOf(fields['after']))];
  return { test: textOr(fields, 'test'), samples: countIn(fields, 'samples'), before, after };
}

function soundShare(fields: Fields | undefined): TestEffect['before'] {
  const share = fields && numberIn(fields, 'share');
  const interval = fieldsOf(fields?.['interval']);
  if (share === undefined || !interval) return undefined;
  const end = (name: string) => numberIn(interval, name) ?? share;
  return { share, interval: { share: end('share'), low: end('low'), high: end('high') } };
}
