// Learn strategies: what users say, one paragraph each, is answered by the persona's own model and advised on by the judge's. In: a persona, the lines.
// Out: its library with what helped in it, as a file of its own beside the persona. Nothing of it is approved.

import { addStrategy, readStrategies } from '../../play/strategies/strategies.ts';
import { gradeSamples } from '../compare/self-judge.ts';
import type { MakeRecipe } from '../offer.ts';
import { learnStrategies } from './learn-strategies.ts';

/** Scenarios of one run. */
const most = 20;

/** The recipe, or why there is none. */
export const learnFromLines: MakeRecipe = ({ persona, text = '', files, suite }) => {
  const given = text
    .split(/(?:\r\n|\r|\n)\s*(?:\r\n|\r|\n)/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const scenarios = given.slice(0, most);
  if (scenarios.length === 0) return 'What users say is needed, with an empty line between one and the next.';
  const name = libraryName(persona.uri);
  const kept = files.read(`./${name}`, persona.uri);
  const before = kept.ok ? kept.text : '';
  const grading = suite.judge?.capabilities.logprobs ? 2 : 2 * gradeSamples;
  return {
    what: `Strategies for ${persona.name}`,
    requests: { least: 3 + 2, most: scenarios.length * (2 + 2 + grading) },
    async *steps(place, deps, signal) {
      const { strategies: library, problems } = readStrategies(before);
      for (const { line, message } of problems) {
        yield { type: 'told', severity: 'warning', message: `${name}, line ${line}: ${message}` };
      }
      if (given.length > most) {
        yield { type: 'told', severity: 'warning', message: `The first ${most} of ${given.length} are used.` };
      }
      const other = deps.judge ?? deps.model;
      if (!deps.judge) {
        const message = 'No judge is chosen, so the model teaches and grades itself.';
        yield { type: 'told', severity: 'warning', message };
      }
      const learning = { persona, scenarios, teacher: other, judge: other, library };
      const learnt = yield* learnStrategies(learning, place, deps, signal);
      if (learnt.strategies.length > 0) {
        yield { type: 'file', name, text: learnt.strategies.reduce(addStrategy, before) };
      }
      return learnt.ok ? { ok: true } : learnt;
    },
  };
};

/** `ada.persona` has `ada.strategies`. */
function libraryName(uri: string): string {
  const file = decodeURIComponent(uri.split('/').at(-1) ?? '').replace(/\.persona$/u, '');
  return `${file === '' || file.includes(':') ? 'new' : file}.strategies`;
}
