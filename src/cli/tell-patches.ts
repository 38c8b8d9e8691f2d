// Proposed changes as text or JSON. In: patches. Out: lines without control characters, as people or programs read them. Pure.
import { plainText } from '../base/plain-text.ts';
import { effectLines } from '../write/effect-lines.ts';
import type { Patch } from '../write/patch.ts';

/** As in a diff: what goes away behind `-`, what comes behind `+`. */
export function patchText({ title, kind, before, after, reason, evidence, effect, problems, refused }: Patch): string {
  const lines = [
    `${{ add: 'adds', change: 'changes', remove: 'takes away' }[kind]}  ${title}`,
    ...marked('-', before),
    ...marked('+', after),
    ...(reason === '' ? [] : [`  why: ${reason}`]),
    ...evidence.map(({ quote, found, turn }) => {
      const where = turn === undefined ? '' : ` (turn ${turn})`;
      return `  rests on: “${oneLine(quote)}”${where}${found ? '' : ', which stands nowhere in what was given'}`;
    }),
    ...(effect ? effectLines(effect).map((line) => `  effect: ${line}`) : []),
    ...problems.map(({ severity, message }) => `  ${severity}: ${message}`),
    ...(refused === undefined ? [] : [`  cannot be accepted: ${refused}`]),
  ];
  return `${lines.map(plainText).join('\n')}\n\n`;
}

/** One JSON value. */
export function patchesAsJson(patches: readonly Patch[]): string {
  const shown = patches.map(({ id, title, kind, before, after, reason, evidence, effect, problems, refused }) => ({
    id,
    title,
    kind,
    before,
    after,
    reason,
    evidence,
    effect,
    problems: problems.map(({ code, severity, message }) => ({ code, severity, message })),
    refused,
  }));
  return `${JSON.stringify({ changes: shown }, undefined, 2)}\n`;
}

function marked(mark: string, text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n').map((line) => `  ${mark} ${line}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
