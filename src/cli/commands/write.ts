// `dramatis write WAY …`: a persona drafted or improved by a model, as patches. Prints them; writes only what is accepted, and over nothing unasked.
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { applyPatches } from '../../write/apply-patches.ts';
import { offerNamed, offers } from '../../write/offers.ts';
import type { Patch } from '../../write/patch.ts';
import { applyEvent, emptyReview, type Review } from '../../write/review.ts';
import { runRecipe } from '../../write/run-recipe.ts';
import { type Arguments, type Command, exitCode, type Terminal } from '../command.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { readText } from '../load-persona.ts';
import { openStatus } from '../status.ts';
import { patchesAsJson, patchText } from '../tell-patches.ts';
import { readWriteInput } from '../write-input.ts';
import { openWriter } from '../writer.ts';

/** Requests that a run makes at most where nobody says. */
const defaultRequests = 200;

export const write: Command = {
  name: 'write',
  summary: 'Let a model draft or improve a persona, as changes that are accepted one by one.',
  get help() {
    return `
Usage: dramatis write WAY [WORDS…] [--from FILE|-] [--persona FILE] [--accept all|ask] [--out FILE]

${offers.map(wayLine).join('\n')}

WORDS are what the way takes, where it is short. Ways that improve take the persona file in their place. Without
\`--accept\` the proposed changes are printed and nothing is written.

  --from FILE|-        text by others to go by: a description, a source, a transcript, a kept talk
  --persona FILE       the persona that a new one is made from
  --accept all|ask     accept every change that applies, or decide one by one in the terminal
  --out FILE           write there; never over a file that is there. Ways that improve write their own file without it
  --format text|json   how the changes are printed (json: with reason, evidence, effect, problems)
  --model NAME         an endpoint of dramatis.json (default: its \`model\`)
  --allow-origin URL   say yes beforehand to an endpoint's address; may stand more than once
  --budget N           ask at most N requests (default ${defaultRequests})
  --cache DIR          keep answers there: begun again with the same words, the run asks nothing twice

Exit code: 0, 1 where what was written has errors, 3 where the run did not reach its end or proposed nothing.`;
  },
  options: {
    from: { type: 'string' },
    persona: { type: 'string' },
    accept: { type: 'string' },
    out: { type: 'string' },
    format: { type: 'string' },
    model: { type: 'string' },
    'allow-origin': { type: 'string', multiple: true },
    budget: { type: 'string' },
    cache: { type: 'string' },
  },
  async run(args, terminal) {
    const [way = '', ...words] = args.positionals;
    const offer = offerNamed(way);
    if (!offer) {
      const known = offers.map(({ id }) => id).join(', ');
      throw new UserError(way === '' ? `write takes a way: ${known}.` : `There is no way \`${way}\`. Known: ${known}.`);
    }
    const wish = readWish(args, terminal);
    if (wish.out !== undefined && existsSync(wish.out)) {
      throw new UserError(`${wish.out} is there already.`, 'Name another file.');
    }
    const measures = await loadMeasures();
    const input = lineReader(terminal);
    const given = await readWriteInput({ offer, words, options: args.options, out: wish.out, measures }, terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const writer = await openWriter({ ...wish, given, measures, confirm }, terminal);
    try {
      const made = (await offer.load())({ ...given.input, suite: writer.suite });
      if (typeof made === 'string') throw new UserError(made);
      const { least, most } = made.requests;
      terminal.err(`${made.what}: ${least === most ? most : `${least}–${most}`} requests, at most ${wish.requests}.\n`);
      const status = openStatus(terminal);
      let review = emptyReview;
      for await (const event of runRecipe(made, writer.deps, terminal.signal)) {
        review = applyEvent(review, event);
        const { step } = review;
        if (step) status.show(`${step.name}  ${writer.asked()} of ${wish.requests} requests`);
      }
      status.clear();
      for (const { severity, message } of review.told) terminal.err(`${severity}: ${message}\n`);
      const { ending } = review;
      if (ending && 'failure' in ending) terminal.err(`${ending.failure.message}\n`);
      if (ending?.how === 'nothing') terminal.err('It proposes nothing.\n');
      const accepted = await decideAll(review, given.base.text, given.base.uri, wish, input, terminal);
      if (ending?.how === 'done') await handOver(review, wish, accepted.length > 0, terminal);
      if (accepted.length > 0 && ending?.how !== 'cancelled') {
        const code = await writeAccepted(accepted, given, wish, terminal);
        if (ending?.how === 'done') return code;
      }
      return ending?.how === 'done' ? exitCode.clean : exitCode.unfinished;
    } finally {
      writer.close();
    }
  },
};

interface Wish {
  readonly accept: 'all' | 'ask' | undefined;
  /** Absolute. */
  readonly out: string | undefined;
  readonly format: 'text' | 'json';
  readonly requests: number;
  readonly options: Arguments['options'];
}

function readWish({ options }: Arguments, terminal: Terminal): Wish {
  const { accept, out, format = 'text', budget } = options as Record<string, string | undefined>;
  if (accept !== undefined && accept !== 'all' && accept !== 'ask') throw new UserError('--accept takes all or ask.');
  if (accept === 'ask' && !terminal.interactive) throw new UserError('--accept ask needs a terminal to ask in.');
  if (format !== 'text' && format !== 'json') throw new UserError('--format takes text or json.');
  const requests = budget === undefined ? defaultRequests : Number(budget);
  if (!Number.isSafeInteger(requests) || requests < 1 || budget === '') {
    throw new UserError('--budget takes a whole number, 1 or more.');
  }
  return { accept, out: out === undefined ? undefined : resolve(terminal.cwd, out), format, requests, options };
}

/** Prints, and asks where it is to ask. */
async function decideAll(
  { rows }: Review,
  base: string,
  uri: string,
  { accept, format }: Wish,
  input: ReturnType<typeof lineReader>,
  terminal: Terminal,
): Promise<readonly Patch[]> {
  const patches = rows.map(({ patch }) => patch);
  if (format === 'json') terminal.out(patchesAsJson(patches));
  if (accept === 'all') {
    if (format === 'text') for (const patch of patches) terminal.out(patchText(patch));
    return patches;
  }
  const accepted: Patch[] = [];
  let text = base;
  for (const [index, patch] of patches.entries()) {
    if (format === 'text') terminal.out(patchText(patch));
    if (accept !== 'ask') continue;
    const applied = applyPatches(text, uri, [patch]);
    const [refused] = applied.refused;
    if (refused) terminal.out(`  Cannot be accepted. ${refused.reason}\n`);
    else if (await input.confirm(`Accept ${index + 1} of ${patches.length}?`)) {
      accepted.push(patch);
      text = applied.text;
    }
    if (terminal.signal.aborted) return [];
  }
  return accepted;
}

/** Files of their own: to `--out` where it is one and nothing else is written, else beside it; without `--out` they are printed. */
async function handOver({ files }: Review, { out }: Wish, taken: boolean, terminal: Terminal): Promise<void> {
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

/** @returns 1 where the new text has errors, else 0. */
async function writeAccepted(
  accepted: readonly Patch[],
  { base, path, find }: Awaited<ReturnType<typeof readWriteInput>>,
  { out }: Wish,
  terminal: Terminal,
): Promise<number> {
  // The file may have been edited while the model wrote: patches find their place by words.
  const now = path === undefined ? base.text : await readText(path);
  const { text, refused } = applyPatches(now, base.uri, accepted);
  for (const { patch, reason } of refused) terminal.err(`${patch.title}: ${reason}\n`);
  const target = out ?? path;
  if (target === undefined) terminal.out(text);
  else await writeFileAtomically(target, text, { overwrite: out === undefined });
  const count = accepted.length - refused.length;
  if (target !== undefined) terminal.err(`${count} ${count === 1 ? 'change' : 'changes'} written to ${target}.\n`);
  return find(text, base.uri).some(({ severity }) => severity === 'error') ? exitCode.findings : exitCode.clean;
}

function wayLine({ id, detail }: (typeof offers)[number]): string {
  return `  ${id.padEnd(20)} ${detail}`;
}
