// Example dialogues by a generator and its critics: several candidate talks with each partner, gates, the best; winners are what the next round's
// generator is shown. In: the file and seeds of partners. Out: a recipe that proposes the winners as examples.
import { nCallsLabel, withReplies } from '../../model/fallbacks/n-calls.ts';
import type { RunPlace } from '../../play/call.ts';
import { judge } from '../../rules/judge.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import { asCall } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe, WriteInput } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { patchesOfText } from '../patches-of.ts';
import type { Recipe } from '../run-recipe.ts';
import { candidateTable, marksOf, whyPassed } from './candidate-table.ts';
import { askCritics } from './critics.ts';
import { type DialogueLine, exampleText } from './example-text.ts';
import { rankCandidates } from './gated-critics.ts';
import { inventPartner } from './invent-partner.ts';
import { readTalk } from './read-talk.ts';
import { type RoundEnd, runRounds } from './rounds.ts';

export interface DialogueOptions {
  readonly iterations: number;
  /** Candidates for each partner and iteration. */
  readonly candidates: number;
}

/** One partner a line, attributes between semicolons; none: one who is invented whole. */
export const exampleDialogues: MakeRecipe = (input) => {
  const partners = input.words
    .split(/\r\n|\n|\r/u)
    .map((line) =>
      line
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    )
    .filter((seeds) => seeds.length > 0);
  return dialoguesWith(input, partners.length > 0 ? partners : [[]], { iterations: 2, candidates: 4 });
};

/** `partners`: seeds of each. */
export function dialoguesWith(
  input: WriteInput,
  partners: readonly (readonly string[])[],
  options: DialogueOptions,
): Recipe {
  const { iterations, candidates } = options;
  const calls = input.suite.modelFor?.({}).capabilities.n ? 1 : candidates;
  return {
    what: `Example dialogues of ${input.persona.name}`,
    requests: {
      least: partners.length * (1 + iterations * calls),
      // Attributes, contradictions and each of three critics may be asked for twice.
      most: partners.length * (4 + iterations * (candidates + 6)),
    },
    async *steps(place, deps, signal) {
      const profiles: string[] = [];
      for (const [index, seeds] of partners.entries()) {
        yield { type: 'step', name: 'partner', number: index + 1, of: partners.length };
        const made = yield* inventPartner(seeds, input.persona.name, place, deps, signal);
        if (!made.ok) return made;
        profiles.push(made.attributes.map((one) => `- ${one}`).join('\n'));
      }
      const round = (shown: readonly string[], number: number) =>
        iterate(input, profiles, shown, number, options, place, deps, signal);
      const { failure } = yield* runRounds<readonly string[]>({ most: iterations, start: [], round }, signal);
      return failure ? { ok: false, failure } : { ok: true };
    },
  };
}

/** One winner for each partner where any passes; where none does, the next iteration is shown what this one was. */
async function* iterate(
  input: WriteInput,
  profiles: readonly string[],
  shown: readonly string[],
  number: number,
  options: DialogueOptions,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, RoundEnd<readonly string[]>> {
  const winners: string[] = [];
  for (const [index, profile] of profiles.entries()) {
    if (signal.aborted) break;
    yield { type: 'step', name: `iteration ${number}: candidates`, number: index + 1, of: profiles.length };
    const content = generatorWords(input, profile, shown, deps);
    const model = withReplies(deps.model);
    const { candidates: n } = options;
    const asked = yield* asCall(
      { step: 'candidates', messages: [{ role: 'user', content }], n, temperature: 1, model },
      place,
      deps,
      signal,
    );
    // One call is told of already.
    const single = asked.ok && !deps.model.capabilities.n && asked.labels.includes(nCallsLabel);
    if (single) yield { type: 'spent', requests: n - 1, usage: { input: 0, output: 0 } };
    if (!asked.ok) return { failed: asked.failure, state: winners.length > 0 ? winners : shown };
    const talks = new Map<string, readonly DialogueLine[]>();
    const unheard = new Map<string, string>();
    for (const [at, { text }] of asked.replies.entries()) {
      const id = `c${at + 1}`;
      const lines = readTalk(text, input.persona.name);
      const twin = lines && [...talks].find(([, other]) => inWords(input, other) === inWords(input, lines))?.[0];
      const why = !lines
        ? 'it is no talk between the two'
        : twin === undefined
          ? brokenIn(input, lines, deps)
          : `it says the same as ${twin}`;
      if (lines && why === undefined) talks.set(id, lines);
      else {
        unheard.set(id, `out before the critics: ${why}`);
        yield { type: 'told', severity: 'note', message: `Out before the critics: ${id}, ${why}.` };
      }
    }
    if (talks.size === 0) continue;
    yield { type: 'step', name: `iteration ${number}: critics`, number: index + 1, of: profiles.length };
    const list = [...talks].map(([id, lines]) => ({ id, text: inWords(input, lines) }));
    const critics = yield* askCritics(list, profilesOf(input, profile), place, deps, signal);
    if (!critics.ok) return { failed: critics.failure, state: winners.length > 0 ? winners : shown };
    const ranked = rankCandidates(critics.verdicts);
    const { order, out } = ranked;
    for (const { id, why } of out) yield { type: 'told', severity: 'note', message: `Out: ${id}, ${why}.` };
    const partner = profiles.length > 1 ? `, partner ${index + 1}` : '';
    yield { type: 'table', table: candidateTable(`Iteration ${number}${partner}`, critics.verdicts, ranked, unheard) };
    const [winner] = order;
    const best = critics.verdicts.find(({ id }) => id === winner);
    const lines = talks.get(winner ?? '');
    if (best && lines) {
      winners.push(inWords(input, lines));
      const reason = `${winner}, the best of ${options.candidates} talks: ${marksOf(best)}.`;
      yield { type: 'patches', patches: exampleOf(input, lines, reason) };
      yield { type: 'told', severity: 'note', message: `Iteration ${number}: ${order.join(', ')}; ${winner} wins.` };
    } else yield { type: 'told', severity: 'note', message: 'No candidate passes every gate.' };
    // The author may think otherwise of each that the critics have heard.
    const others = critics.verdicts.filter(({ id }) => id !== winner);
    const passed = others.flatMap((one) => {
      const passedOver = whyPassed(one.id, ranked);
      const reason = `${one.id}, one of ${options.candidates} talks: ${marksOf(one)}.`;
      return exampleOf(input, talks.get(one.id) ?? [], reason).map((patch) => ({ ...patch, passedOver }));
    });
    if (passed.length > 0) yield { type: 'patches', patches: passed };
  }
  return { next: winners.length > 0 ? winners : shown };
}

function exampleOf({ base, find }: WriteInput, lines: readonly DialogueLine[], reason: string): readonly Patch[] {
  const text = exampleText(lines);
  return text === undefined ? [] : patchesOfText(base, text, { reason, evidence: [] }, find).patches;
}

function generatorWords(
  { base, persona }: WriteInput,
  profile: string,
  shown: readonly string[],
  { random }: WriteDeps,
): string {
  const file = fence(base.text, random);
  const partner = fence(profile, random);
  const talks = shown.map((text) => fence(text, random));
  return [
    `This is ${persona.name}:\n${file.text}\n${fenceRule(file)}`,
    `This is who talks with ${persona.name}:\n${partner.text}\n${fenceRule(partner)}`,
    ...talks.map((talk) => `A talk that was found good:\n${talk.text}\n${fenceRule(talk)}`),
    `Write a talk of 6 to 10 lines between the two in which both can be recognised and no rule is broken. Each line begins with \`user:\` or \`${persona.name}:\`; the user begins, ${persona.name} has the last word. Give the lines and nothing else.`,
  ].join('\n\n');
}

function profilesOf({ base, persona }: WriteInput, profile: string): string {
  return `Profile of ${persona.name}:\n${base.text}\n\nProfile of the user:\n${profile}`;
}

function inWords({ persona }: WriteInput, lines: readonly DialogueLine[]): string {
  return lines.map(({ speaker, text }) => `${speaker === 'self' ? persona.name : 'user'}: ${text}`).join('\n');
}

/** The first rule that a program finds broken, in words. */
function brokenIn({ book }: WriteInput, lines: readonly DialogueLine[], { measures }: WriteDeps): string | undefined {
  const talk = lines.map(({ speaker, text }): TalkMessage => {
    return { role: speaker === 'self' ? 'assistant' : 'user', content: text };
  });
  const verdicts = judge(book, talk, { measures }).turns.flatMap((turn) => turn.verdicts);
  const broken = verdicts.find(({ state }) => state === 'broken');
  return broken && `it breaks “${broken.rule}”`;
}
