// Proposed changes as text or JSON. In: patches. Out: lines without control characters, as people or programs read them. Pure.

import { plainText } from '../base/plain-text.ts';
import { onOneLine } from '../lang/one-line.ts';
import type { rankOf } from '../write/alternatives.ts';
import { patchEffectLines } from '../write/effect-lines.ts';
import type { Patch } from '../write/patch.ts';
import { whereSaid } from '../write/said.ts';

/** As in a diff: what goes away behind `-`, what comes behind `+`. */
export function patchText(patch: Patch, { rank, of }: ReturnType<typeof rankOf>): string {
  const { title, kind, before, after, reason, evidence, problems, refused, passedOver } = patch;
  const lines = [
    `${{ add: 'adds', change: 'changes', remove: 'takes away' }[kind]}  ${title}`,
    ...marked('-', before),
    ...marked('+', after),
    ...(reason === '' ? [] : [`  why: ${reason}`]),
    ...evidence.map(({ quote, found, ...place }) => {
      const said = whereSaid(place);
      const where = said === undefined ? '' : ` (${said})`;
      return `  rests on: “${onOneLine(quote)}”${where}${found ? '' : ', which stands nowhere in what was given'}`;
    }),
    ...patchEffectLines(patch).map((line) => `  effect: ${line}`),
    ...problems.map(({ severity, message }) => `  ${severity}: ${message}`),
    ...(of > 1 ? [`  ${rank} of ${of} to choose from`] : []),
    ...(passedOver === undefined ? [] : [`  passed over: ${passedOver}`]),
    ...(refused === undefined ? [] : [`  cannot be accepted: ${refused}`]),
  ];
  return `${lines.map(plainText).join('\n')}\n\n`;
}

/** One JSON value. */
export function patchesAsJson(patches: readonly Patch[]): string {
  const shown = patches.map(
    ({ id, title, kind, before, after, reason, evidence, effect, tokens, problems, refused, passedOver, oneOf }) => ({
      id,
      title,
      kind,
      before,
      after,
      reason,
      evidence,
      effect,
      tokens,
      problems: problems.map(({ code, severity, message }) => ({ code, severity, message })),
      refused,
      passedOver,
      oneOf,
    }),
  );
  return `${JSON.stringify({ changes: shown }, undefined, 2)}\n`;
}

function marked(mark: string, text: string | undefined): string[] {
  return text === undefined ? [] : text.split('\n').map((line) => `  ${mark} ${line}`);
}
