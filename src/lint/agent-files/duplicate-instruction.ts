// An instruction that is given twice word for word: a bullet twice in one list, or an order (`always`, `must`, `never`) twice for the same thing. Steps may
// come again, and what is said for one case may be said for another, so neither is told; nor are lines of a template. In another section it may be meant,
// and a bullet that says neither may be a step, an amount or a day that comes again, so these are hints.
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';
import type { Instruction } from './instructions.ts';
import { folded, pointsBack, polarOf, wordCount } from './polarity.ts';

export const duplicateInstruction: AgentRule = {
  id: 'duplicate-instruction',
  leftTo: [],
  check({ instructions, uri }) {
    const all = instructions().filter(({ template }) => !template);
    const first = new Map<string, Instruction>();
    const found: Problem[] = [];
    for (const instruction of all) {
      for (const key of keysOf(instruction)) {
        const earlier = first.get(key);
        if (earlier) {
          found.push(problem(earlier, instruction, uri));
          break;
        }
        first.set(key, instruction);
      }
    }
    return found;
  },
};

/** Under which a second one is the same again. */
function keysOf(instruction: Instruction): readonly string[] {
  const { list, scope, bullet, ordered, conditional, whole, text } = instruction;
  const count = wordCount(folded(text));
  // Marks count: they are what samples differ by.
  const words = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
  if (pointsBack(text)) return [];
  const inList = bullet && whole && !ordered && !conditional && count >= 3 ? [`${list} ${scope} ${words}`] : [];
  const inFile = !conditional && !ordered && polarOf(text).explicit && count >= 6 ? [`${scope}\n${words}`] : [];
  return [...inList, ...inFile];
}

function problem(earlier: Instruction, later: Instruction, uri: string): Problem {
  return {
    code: 'duplicate-instruction',
    severity: earlier.section === later.section && polarOf(later.text).explicit ? 'warning' : 'hint',
    range: later.range,
    message: 'This instruction is given before, word for word. Twice the tokens do not make it count more.',
    related: [{ origin: { uri, range: earlier.range }, message: 'It is given here first.' }],
  };
}
