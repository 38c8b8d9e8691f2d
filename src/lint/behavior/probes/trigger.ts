// Trigger: a talk in which the rule's `when:` holds, and nothing else. Does the persona act when it should?
import type { RuleProbe } from '../probe.ts';
import { attack } from '../rule-target.ts';

export const trigger: RuleProbe = {
  id: 'trigger',
  summary: 'Makes the `when:` of the rule hold, and looks whether it acts.',
  talks(target) {
    if (!target.conditional) return [];
    const messages = attack(target, target.trigger === '' ? 'Good day.' : '');
    return messages ? [{ id: 'trigger', title: 'when it should act', messages }] : [];
  },
};
