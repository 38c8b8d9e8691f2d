// One request as the talk of a probe, where the rule applies to the answer.
import type { TalkMessage } from '../../../rules/verdict.ts';
import type { ProbeTalk } from '../probe.ts';
import { attack, type RuleTarget } from '../rule-target.ts';

/** None where the request would keep the rule from applying. */
export function talkOf(
  target: RuleTarget,
  id: string,
  title: string,
  request: string,
  earlier: readonly TalkMessage[] = [],
): readonly ProbeTalk[] {
  const messages = attack(target, request, earlier);
  return messages ? [{ id, title, messages }] : [];
}
