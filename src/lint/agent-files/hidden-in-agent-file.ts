// Characters that nobody sees and a model reads, anywhere in an agent file. The same that personas are searched for.
import { findHidden } from '../static/hidden-unicode.ts';
import type { AgentRule } from './agent-rule.ts';

export const hiddenInAgentFile: AgentRule = {
  id: 'hidden-unicode',
  leftTo: [],
  check: ({ text }) => findHidden(text, { start: 0, end: text.length }),
};
