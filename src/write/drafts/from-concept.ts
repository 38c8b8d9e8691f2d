// A concept in (a thing, an animal, an idea), a persona with voice and look out, in three requests: its personality, its look, its voice. After
// ChatAnything (Zhao et al., 2023). The chosen options are checked; the file keeps them, so that opening it again asks nothing.
import { onOneLine } from '../../lang/one-line.ts';
import { askText } from '../ask-json.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { chooseOption } from './choose-option.ts';
import { looks, voices } from './looks-and-voices.ts';

/** The recipe, or why there is none. */
export const fromConcept: MakeRecipe = ({ text = '', words, base, find }) => {
  const concept = (text.trim() || words).trim();
  if (concept === '') return 'A concept is needed: a thing, an animal, an idea.';
  return {
    what: 'A persona from a concept',
    requests: { least: 3, most: 5 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'personality', number: 1, of: 3 };
      const fenced = fence(concept, deps.random);
      const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\n${task}`;
      const asked = yield* askText({ step: 'personality', messages: [{ role: 'user', content }] }, place, deps, signal);
      if (!asked.ok) return asked;
      const personality = asked.reply.text.trim();
      const about = `Somebody is described so:\n${personality}`;
      yield { type: 'step', name: 'look', number: 2, of: 3 };
      const look = yield* chooseOption('look', `${about}\n\nWhich picture suits them?`, looks, place, deps, signal);
      if (!look.ok) return look;
      yield { type: 'step', name: 'voice', number: 3, of: 3 };
      const voice = yield* chooseOption('voice', `${about}\n\nWhich voice suits them?`, voices, place, deps, signal);
      if (!voice.ok) return voice;
      const chosen = (sure: boolean) => ({ reason: sure ? 'Chosen for the personality.' : unsure, evidence: [] });
      const grounds = new Map([
        ['look', chosen(look.sure)],
        ['sound of voice', chosen(voice.sure)],
      ]);
      const patches = patchesOfBlocks(
        base,
        [
          { word: 'persona', title: nameOf(personality, concept) },
          { word: 'section', title: 'Personality', prose: personality },
          {
            word: 'about',
            children: [
              entry('look', `${look.option.name}, ${before(look.option.description)}`),
              entry('sound of voice', `${voice.option.name}, ${before(voice.option.description)}`),
            ],
          },
        ],
        'Written for the concept.',
        grounds,
        find,
      );
      yield { type: 'patches', patches };
      return { ok: true };
    },
  };
};

const task = [
  'Give this a personality, as text to somebody who is to play it: begin "You are NAME,", then go on in the second person.',
  'Draw its traits, its habits and what it fears from the nature of the thing, as a lighthouse would be steady, nosy about weather and afraid of fog.',
  'One paragraph of five to eight sentences, nothing around it.',
].join(' ');

const unsure = 'The model chose none: this is the first of the list.';

/** What stands before the semicolon: how it is, not whom it suits. */
function before(description: string): string {
  return description.split(';')[0] ?? '';
}

/** `Bertram` of “You are Bertram, …”; else the concept's first words. */
function nameOf(personality: string, concept: string): string {
  const said = /\byou are ([^,.;:\n]{1,60}?)(?=[,.;:\n]| who\b| and\b| the\b)/iu.exec(personality)?.[1] ?? '';
  const name = plainName(said.replace(/^(?:an?|the)\s.*$/iu, ''));
  if (name !== '') return name;
  const words = plainName(onOneLine(concept).split(' ').slice(0, 4).join(' '));
  return words === '' ? 'Nobody' : words.charAt(0).toUpperCase() + words.slice(1);
}
