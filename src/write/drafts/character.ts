// A name, with or without a source text, in; a character out: facts with their evidence, a boundary found by contrast with a foil (who is named in a file,
// or invented), questions inside and outside the horizon as tests, one answer to each as an example.

import type { NewBlock } from '../../lang/edit.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { WriteEvent } from '../events.ts';
import type { Grounds } from '../make-patch.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, item, patchesOfBlocks, unsupported } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { namedFoil, readFoil } from './foil-file.ts';
import { askProfiles, type Claim, type Profile } from './profile.ts';
import { rolePlaySet, setRequests } from './role-play-set.ts';

/** The recipe, or why there is none. */
export const character: MakeRecipe = ({ words, text, base, find, files }) => {
  const { rest, path } = namedFoil(words);
  const [name = ''] = rest.split('\n').map(onOneLine);
  if (name === '') return 'A name is needed: who it is.';
  const chosen = path === undefined ? undefined : readFoil(path, { files, base });
  if (typeof chosen === 'string') return chosen;
  const source = text?.trim() ? text : undefined;
  const requests = 1 + setRequests;
  return {
    what: source ? `${name}, from a text` : `${name}, from what the model knows`,
    requests: { least: 5, most: requests + 3 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'profile', number: 1, of: requests };
      const profiles = yield* askProfiles({ name, source, foil: chosen }, place, deps, signal);
      if (!profiles.ok) return profiles;
      const { own, foil } = profiles.value;
      const origin = source
        ? 'A text that was given; facts quote it.'
        : `What ${deps.model.identity.label} knows, unchecked.`;
      const grounds = groundsOf(own, source !== undefined);
      yield* tellUnsupported(own, source !== undefined);
      yield { type: 'patches', patches: patchesOfBlocks(base, whoTheyAre(own, origin), '', grounds, find) };
      return yield* rolePlaySet({ own, foil }, { base, find, before: 1 }, place, deps, signal);
    },
  };
};

function whoTheyAre({ name, role, summary, voice, claims }: Profile, origin: string): readonly NewBlock[] {
  return [
    {
      word: 'persona',
      title: name,
      children: [
        entry('kind', 'character'),
        entry('source', origin),
        ...(role === '' ? [] : [entry('role', role)]),
        ...(summary === '' ? [] : [entry('summary', summary)]),
      ],
    },
    { word: 'voice', children: voice.map(item) },
    { word: 'knows', children: claims.map(({ text }) => item(text)) },
  ];
}

function groundsOf({ claims }: Profile, sourced: boolean): ReadonlyMap<string, Grounds> {
  return new Map(
    claims.map(({ text, evidence }) => {
      const isLoose = sourced && unsupported(evidence);
      const finding = isLoose ? { unsupported: 'The text does not support it.' } : {};
      return [text, { reason: reasonOf(evidence, sourced), evidence, ...finding }] as const;
    }),
  );
}

function reasonOf(evidence: Claim['evidence'], sourced: boolean): string {
  if (!sourced) return 'From what the model knows: there was no text to check it against.';
  return unsupported(evidence) ? 'Not supported: the text does not say this in the words quoted.' : 'The text says so.';
}

function* tellUnsupported({ claims }: Profile, sourced: boolean): Generator<WriteEvent> {
  if (!sourced) {
    const message = 'No source text was given: the facts come from the model alone. Check them.';
    return yield { type: 'told', severity: 'warning', message };
  }
  for (const { text, evidence } of claims.filter((claim) => unsupported(claim.evidence))) {
    const quoted = evidence[0] ? `“${evidence[0].quote}” stands nowhere in it` : 'it quotes nothing';
    yield { type: 'told', severity: 'warning', message: `The text does not support “${text}”: ${quoted}.` };
  }
}
