// An instruction that is given twice word for word: a bullet twice in one list, or an order (`always`, `must`, `never`) twice in the file. Steps may come
// again, and what is said for one case may be said for another, so neither is told; nor are lines of a template. In another section it may be meant, so
// that is a hint.
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';
import type { Instruction } from './instructions.ts';
import { folded, polarOf, wordCount } from './polarity.ts';

export const duplicateInstruction: AgentRule = {
  id: 'duplicate-instruction',
  leftTo: [],
  check({ instructions, uri }) {
    const all = instructions().filter(({ template }) => !template);
    const first = new Map<string, Instruction>();
    const found: Problem[] = [];
    for (const instruction of all) {
      const words = folded(instruction.text);
      for (const key of keysOf(instruction, words)) {
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
function keysOf(instruction: Instruction, words: string): readonly string[] {
  const { list, bullet, ordered, conditional, whole, text } = instruction;
  const count = wordCount(words);
  const inList = bullet && whole && !ordered && !conditional && count >= 3 ? [`${list} ${words}`] : [];
  const inFile = !conditional && !ordered && polarOf(text).explicit && count >= 6 ? [words] : [];
  return [...inList, ...inFile];
}

function problem(earlier: Instruction, later: Instruction, uri: string): Problem {
  return {
    code: 'duplicate-instruction',
    severity: earlier.section === later.section ? 'warning' : 'hint',
    range: later.range,
    message: 'This instruction is given before, word for word. Twice the tokens do not make it count more.',
    related: [{ origin: { uri, range: earlier.range }, message: 'It is given here first.' }],
  };
}
