// A model in front matter that is gone or going, where the kept lists of endpoints say so. Who answers to the name there is for the program to say
// that runs the file, so it is never more than a hint, and a model that no list has is left alone.
import type { FrontValue } from '../../interop/agent-file/agent-file.ts';
import { endingAnywhere, endingWords } from '../static/model-ending.ts';
import type { AgentRule } from './agent-rule.ts';

export const endingModel: AgentRule = {
  id: 'ending-model',
  leftTo: [],
  check: ({ file: { entries }, models }) => {
    if (!models || models.lists.length === 0) return [];
    return entries
      .filter(({ key }) => key === 'model')
      .flatMap(({ value }) => namesIn(value))
      .flatMap(({ text, range }) => {
        const words = endingWords(text, endingAnywhere(text, models), models.today);
        if (!words) return [];
        const message = `${words.message} Whoever else offers it may keep it longer.`;
        return [{ code: 'ending-model' as const, severity: 'hint' as const, range, message }];
      });
  },
};

/** One name, or several of which the first that is there counts. `Name (vendor)` names who offers it, and is none of a list's. */
function namesIn(value: FrontValue): readonly Extract<FrontValue, { type: 'string' }>[] {
  const values = value.type === 'list' ? value.items : [value];
  return values.filter((each) => each.type === 'string').filter(({ text }) => text.trim() !== '');
}
