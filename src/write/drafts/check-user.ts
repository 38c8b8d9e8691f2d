// Whether an inferred persona comes back as itself: it is played for some turns, inferred again from its lines alone, compared with what it was. In: a persona
// with the two paragraphs of an inferred user, or with facets of character. Out: likenesses, of a user a reward for each line, in words; no patch.

import { readPersona } from '../../lang/read-persona.ts';
import { likeness } from '../../model/fallbacks/likeness.ts';
import type { RunPlace } from '../../play/call.ts';
import { personaAsker } from '../../play/simulated-user/asker.ts';
import { interviewRequests } from '../../play/simulated-user/interview.ts';
import { readRules } from '../../rules/rule-book.ts';
import { askVotes } from '../ask-votes.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe } from '../offer.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { checkTraits, traitLevels } from './check-traits.ts';
import { facetNames } from './facets.ts';
import { inferUser } from './infer-user.ts';
import { readBit } from './judge-role.ts';
import { playedLines } from './played-lines.ts';
import { turnReward } from './user-figures.ts';
import { characterTitle, factsTitle, profileIn } from './user-from-talk.ts';

/** Lines of the user that are played. */
export const playedTurns = 3;
const votes = 3;

/** Whom a user talks with. */
const plainAssistant = 'persona Assistant\n  summary: A helpful assistant.\n';

/** The recipe, or why there is none. */
export const checkUser: MakeRecipe = ({ persona, book, files }) => {
  const target = profileIn(persona);
  if (target.facts === '' || target.character === '') {
    if (facetNames.some((name) => traitLevels(persona).has(name))) return checkTraits(persona, book);
    return `The sections “${factsTitle}” and “${characterTitle}”, or facets of character as levels, are needed: infer a user or a persona from a talk first.`;
  }
  const asker = personaAsker(persona);
  const played = interviewRequests({ turns: playedTurns, asker });
  return {
    what: `Whether ${persona.name} comes back as itself`,
    requests: { least: played.least + 2, most: played.most + 4 + playedTurns * votes },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'play', number: 1, of: 3 };
      const assistant = readPersona(plainAssistant, 'proposal:assistant.persona', files);
      const what = { asker, turns: playedTurns };
      const talk = yield* playedLines('user', assistant, readRules(assistant), what, deps, signal);
      if (!talk.ok) return talk;
      const turns = talk.lines.map((text, index) => ({ number: index + 1, name: 'You', user: true, text, start: 0 }));
      if (turns.length === 0) {
        yield {
          type: 'told',
          severity: 'warning',
          message: 'The simulated user said nothing: there is nothing to compare.',
        };
        return { ok: true };
      }
      yield { type: 'step', name: 'infer again', number: 2, of: 3 };
      const inferred = yield* inferUser(turns, place, deps, signal);
      if (!inferred.ok) return inferred;
      yield { type: 'step', name: 'compare', number: 3, of: 3 };
      const { label, values } = await profilesAlike(target, inferred.profile, deps, signal);
      const [facts = 0, character = 0] = values;
      const message = `Played for ${turns.length} lines and inferred again: facts ${facts.toFixed(6)}, character ${character.toFixed(6)} alike (${label}).`;
      yield { type: 'told', severity: 'note', message };
      for (const { number, text } of turns) {
        const human = yield* howHuman(text, place, deps, signal);
        if (!human.ok) return human;
        const why =
          human.share === undefined
            ? 'no vote could be read: no reward'
            : turnReward(facts, character, human.share).toFixed(6);
        yield { type: 'told', severity: 'note', message: `Line ${number}, reward ${why}: “${text}”` };
      }
      return { ok: true };
    },
  };
};

async function profilesAlike(
  a: { readonly facts: string; readonly character: string },
  b: { readonly facts: string; readonly character: string },
  deps: WriteDeps,
  signal: AbortSignal,
): Promise<{ readonly label: string; readonly values: readonly number[] }> {
  const pairs = [
    [a.facts, [b.facts]],
    [a.character, [b.character]],
  ] as const;
  const found = await likeness(deps.similarity, pairs, signal);
  return { label: found[0]?.label ?? '', values: found.map(({ alike }) => alike[0] ?? 0) };
}

async function* howHuman(
  line: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<
  WriteEvent,
  { readonly ok: true; readonly share: number | undefined } | Extract<RecipeEnd, { ok: false }>
> {
  const fenced = fence(line, deps.random);
  const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\nDid a person type this line in a chat, and no language model? Reply 1 for a person, 0 for a model.`;
  const asked = yield* askVotes(
    { step: 'human', messages: [{ role: 'user', content }], temperature: 0.2 },
    votes,
    place,
    deps,
    signal,
  );
  if (!asked.ok) return asked;
  const read = asked.texts.flatMap((text) => readBit(text) ?? []);
  const yes = read.filter(Boolean).length;
  return { ok: true, share: read.length === 0 ? undefined : yes / read.length };
}
