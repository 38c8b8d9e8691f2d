// What becomes of a review in the terminal: its changes printed, accepted as was said, written; files of their own beside. In: a review, the wish. Out:
// text, files, an exit code. Writes over nothing unasked.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { plainText } from '../base/plain-text.ts';
import { writeFileAtomically } from '../disk/write-file-atomically.ts';
import { areAlternatives, rankOf } from '../write/alternatives.ts';
import { applyPatches } from '../write/apply-patches.ts';
import type { Patch } from '../write/patch.ts';
import { type Choice, choicesOfReview } from '../write/prefer/choices.ts';
import { moreChoices, readChoices, writeChoices } from '../write/prefer/choices-file.ts';
import type { Review, ReviewRow } from '../write/review.ts';
import { type LeftWhy, takeAll } from '../write/take-all.ts';
import { exitCode, type Terminal } from './command.ts';
import type { lineReader } from './line-reader.ts';
import { readText } from './load-persona.ts';
import { patchesAsJson, patchText } from './tell-patches.ts';
import type { GivenInput } from './write-input.ts';

export interface AcceptWish {
  readonly accept: 'all' | 'ask' | undefined;
  /** Absolute. */
  readonly out: string | undefined;
  readonly format: 'text' | 'json';
  /** Absolute: the file that what was said yes and no to is added to. */
  readonly choices?: string | undefined;
}

/** Prints, and asks where it is to ask. */
export async function decideAll(
  { rows }: Review,
  { base }: Pick<GivenInput, 'base'>,
  { accept, format, choices }: AcceptWish,
  input: ReturnType<typeof lineReader>,
  terminal: Terminal,
): Promise<readonly Patch[]> {
  // What the run passed over comes last: it is taken only where somebody says so.
  const patches = [...rows]
    .sort((a, b) => Number(a.patch.passedOver !== undefined) - Number(b.patch.passedOver !== undefined))
    .map(({ patch }) => patch);
  const shown = (patch: Patch) => patchText(patch, rankOf(patch, patches));
  if (format === 'json') terminal.out(patchesAsJson(patches));
  if (accept === 'all') {
    if (format === 'text') for (const patch of patches) terminal.out(shown(patch));
    const { taken, left } = takeAll(rows);
    for (const { patch, why } of left) terminal.err(`Left: ${plainText(patch.title)}: ${leftWords[why]}\n`);
    return taken;
  }
  const accepted: Patch[] = [];
  const decided: ReviewRow[] = [];
  let text = base.text;
  for (const [index, patch] of patches.entries()) {
    const other = accepted.find((one) => areAlternatives(one, patch));
    if (other) {
      terminal.out(
        `${index + 1} of ${patches.length} is left out: another for ${plainText(other.title)} is accepted.\n\n`,
      );
      continue;
    }
    if (format === 'text') terminal.out(shown(patch));
    if (accept !== 'ask') continue;
    const applied = applyPatches(text, base.uri, [patch]);
    const [refused] = applied.refused;
    if (refused) terminal.out(`  Cannot be accepted. ${refused.reason}\n`);
    else {
      const yes = await input.confirm(`Accept ${index + 1} of ${patches.length}?`);
      if (terminal.signal.aborted) return [];
      decided.push({ patch, state: yes ? 'accepted' : 'rejected', edited: false });
      if (!yes) continue;
      accepted.push(patch);
      text = applied.text;
    }
  }
  const fresh = choicesOfReview(decided);
  if (choices !== undefined && fresh.length > 0) {
    await writeFileAtomically(choices, writeChoices(moreChoices(await choicesIn(choices), fresh)), { overwrite: true });
  }
  return accepted;
}

/** Why a yes to all leaves a change out. */
const leftWords: Readonly<Record<LeftWhy, string>> = {
  alternative: 'another of the same is accepted.',
  unsupported: 'nothing that was given supports it. `--accept ask` takes it all the same.',
  worse: 'a test passes less often with it. `--accept ask` takes it all the same.',
};

/** Those of a file; none where there is no file yet. */
export async function choicesIn(path: string): Promise<readonly Choice[]> {
  return existsSync(path) ? readChoices(await readText(path)) : [];
}

/** Files of their own: to `--out` where it is one and nothing else is written, else beside it; without `--out` they are printed. */
export async function handOver(
  { files }: Review,
  { out }: AcceptWish,
  taken: boolean,
  terminal: Terminal,
): Promise<void> {
  for (const { name, text } of files) {
    if (out === undefined) {
      terminal.err(`${plainText(name)}:\n`);
      terminal.out(text);
      continue;
    }
    const target = files.length === 1 && !taken ? out : join(dirname(out), basename(name));
    await writeFileAtomically(target, text, { overwrite: false });
    terminal.err(`${target} written.\n`);
  }
}

/** @returns the new text and what is in it; 1 where it has errors, else 0. */
export async function writeAccepted(
  accepted: readonly Patch[],
  { base, path, find }: Pick<GivenInput, 'base' | 'path' | 'find'>,
  { out }: AcceptWish,
  terminal: Terminal,
): Promise<{ readonly code: number; readonly text: string; readonly taken: readonly Patch[] }> {
  // The file may have been edited while the model wrote: patches find their place by words.
  const now = path === undefined ? base.text : await readText(path);
  const { text, taken, beside, refused } = applyPatches(now, base.uri, accepted);
  for (const { patch, reason } of refused) terminal.err(`${patch.title}: ${reason}\n`);
  const target = out ?? path;
  if (target === undefined) terminal.out(text);
  else await writeFileAtomically(target, text, { overwrite: out === undefined });
  if (beside.length > 0) {
    const words = 'Left out, since a better one of the same is accepted:';
    terminal.err(`${words} ${beside.length}.\n`);
  }
  const count = taken.length;
  if (target !== undefined) terminal.err(`${count} ${count === 1 ? 'change' : 'changes'} written to ${target}.\n`);
  const faulty = find(text, base.uri).some(({ severity }) => severity === 'error');
  return { code: faulty ? exitCode.findings : exitCode.clean, text, taken };
}
