// `dramatis write WAY …`: a persona drafted or improved by a model, as patches. Prints them; writes only what is accepted, and over nothing unasked.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import { type GroupedOffers, groupedOffers } from '../../write/offer-groups.ts';
import { offerNamed, offers } from '../../write/offers.ts';
import { recipeOf } from '../../write/recipe-of.ts';
import { applyEvent, emptyReview } from '../../write/review.ts';
import { runRecipe } from '../../write/run-recipe.ts';
import { tableLines } from '../../write/table.ts';
import { type AcceptWish, choicesIn, decideAll, handOver, writeAccepted } from '../accept-patches.ts';
import { brokenProbes } from '../broken-probes.ts';
import { type Arguments, type Command, exitCode, type Terminal } from '../command.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { measureWritten } from '../measure-written.ts';
import { openStatus } from '../status.ts';
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

${groupedOffers(offers).map(waysOfGroup).join('\n\n')}

WORDS are what the way takes, where it is short. Ways that improve take the persona file in their place. Without
\`--accept\` the proposed changes are printed and nothing is written.

  --from FILE|-        text by others to go by: a description, a source, a transcript, a kept talk
  --persona FILE       the persona that a new one is made from
  --accept all|ask     accept every change that applies and is not worse, of several to choose from the first;
                       or decide one by one in the terminal
  --out FILE           write there; never over a file that is there. Ways that improve write their own file without it
  --format text|json   how the changes are printed (json: with reason, evidence, effect, problems)
  --model NAME         an endpoint of dramatis.json (default: its \`model\`)
  --allow-origin URL   say yes beforehand to an endpoint's address; may stand more than once
  --budget N           ask at most N requests (default ${defaultRequests})
  --cache DIR|none     keep answers there, not in your folder for caches; none: nowhere. Begun again with the same
                       words, a run asks nothing twice
  --probes             improve: put the rules under attack, too, and mend what breaks
  --choices FILE       add what you say yes and no to there (--accept ask); like-my-choices goes by it

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
    choices: { type: 'string' },
    probes: { type: 'boolean' },
  },
  async run(args, terminal) {
    const [way = '', ...words] = args.positionals;
    const offer = offerNamed(way);
    if (!offer) {
      const known = offers.map(({ id }) => id).join(', ');
      throw new UserError(way === '' ? `write takes a way: ${known}.` : `There is no way \`${way}\`. Known: ${known}.`);
    }
    const wish = readWish(args, terminal);
    if (wish.probes && !offer.mends) throw new UserError(`--probes does not go with ${offer.id}: it is for improve.`);
    if (wish.out !== undefined && existsSync(wish.out)) {
      throw new UserError(`${wish.out} is there already.`, 'Name another file.');
    }
    const measures = await loadMeasures();
    const input = lineReader(terminal);
    const read = await readWriteInput({ offer, words, options: args.options, out: wish.out, measures }, terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const writer = await openWriter({ ...wish, offer, given: read, measures, confirm }, terminal);
    try {
      const choices = offer.byChoices && wish.choices ? { choices: await choicesIn(wish.choices) } : {};
      const troubles = wish.probes ? await brokenProbes(read, writer, terminal) : [];
      if (!troubles) {
        if (writer.lasting) terminal.err('Begun again with the same words, it asks nothing twice.\n');
        return exitCode.unfinished;
      }
      const given = { ...read, input: { ...read.input, troubles } };
      // What the probes took is spent.
      const left = wish.requests - writer.asked();
      const suite = { ...writer.suite, budget: { requests: left } };
      const made = await recipeOf(offer, { ...given.input, ...choices, suite });
      if (typeof made === 'string') throw new UserError(made);
      const { recipe } = made;
      const { least, most } = recipe.requests;
      terminal.err(`${recipe.what}: ${least === most ? most : `${least}–${most}`} requests, at most ${left}.\n`);
      const status = openStatus(terminal);
      let review = emptyReview;
      for await (const event of runRecipe(recipe, writer.deps, terminal.signal)) {
        review = applyEvent(review, event);
        const { step } = review;
        if (step) status.show(`${step.name}  ${writer.asked()} of ${wish.requests} requests`);
      }
      status.clear();
      for (const { severity, message } of review.told) terminal.err(`${severity}: ${message}\n`);
      for (const table of review.tables) terminal.err(`\n${[table.title, ...tableLines(table)].join('\n')}\n\n`);
      const { ending } = review;
      if (ending && 'failure' in ending) terminal.err(`${ending.failure.message}\n`);
      if (ending?.how === 'unreadable') await writer.forgetLast();
      if (ending?.how === 'budget') terminal.err('A higher --budget lets it go on.\n');
      if (ending?.how === 'cancelled') terminal.err('Stopped.\n');
      if (ending?.how === 'nothing') terminal.err('It proposes nothing.\n');
      const accepted = await decideAll(review, given, wish, input, terminal);
      if (ending?.how === 'done') await handOver(review, wish, accepted.length > 0, terminal);
      else if (ending?.how !== 'nothing' && writer.lasting) {
        terminal.err('Begun again with the same words, it asks nothing twice.\n');
      }
      // What was said yes to one by one is taken; a yes to all was to the whole of it.
      const takes = ending?.how === 'done' || (wish.accept === 'ask' && ending?.how !== 'cancelled');
      if (!takes && wish.accept !== undefined) terminal.err('Nothing was written.\n');
      if (accepted.length > 0 && takes) {
        const written = await writeAccepted(accepted, given, wish, terminal);
        if (ending?.how === 'done') {
          const { taken, text } = written;
          await measureWritten({ offer, given, accepted: taken, text }, writer, terminal);
          return written.code;
        }
      }
      return ending?.how === 'done' ? exitCode.clean : exitCode.unfinished;
    } finally {
      writer.close();
    }
  },
};

interface Wish extends AcceptWish {
  readonly requests: number;
  readonly probes: boolean;
  readonly options: Arguments['options'];
}

function readWish({ options }: Arguments, terminal: Terminal): Wish {
  const { accept, out, format = 'text', budget, choices } = options as Record<string, string | undefined>;
  if (accept !== undefined && accept !== 'all' && accept !== 'ask') throw new UserError('--accept takes all or ask.');
  if (accept === 'ask' && !terminal.interactive) throw new UserError('--accept ask needs a terminal to ask in.');
  if (format !== 'text' && format !== 'json') throw new UserError('--format takes text or json.');
  const requests = budget === undefined ? defaultRequests : Number(budget);
  if (!Number.isSafeInteger(requests) || requests < 1 || budget === '') {
    throw new UserError('--budget takes a whole number, 1 or more.');
  }
  const at = (path: string | undefined) => (path === undefined ? undefined : resolve(terminal.cwd, path));
  return { accept, out: at(out), choices: at(choices), format, requests, probes: options['probes'] === true, options };
}

function waysOfGroup({ heading, offers: ways }: GroupedOffers): string {
  return `${heading}\n${ways.map(wayLine).join('\n')}`;
}

function wayLine({ id, detail }: (typeof offers)[number]): string {
  return `  ${id.padEnd(20)} ${detail}`;
}
