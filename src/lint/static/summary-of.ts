// One line about any code that can stand beside a finding: a lint rule's summary, or that of a structural problem.
import { type AgentFileCode, agentFileSummaries } from './agent-file-summaries.ts';
import { behaviorSummaries, isBehaviorCode } from './behavior-summaries.ts';
import { staticRules } from './index.ts';
import { structuralSummaries } from './structural-summaries.ts';

/** For lists, SARIF and the pages' index. An unknown code is its own summary. */
export function summaryOf(code: string): string {
  if (isBehaviorCode(code)) return behaviorSummaries[code];
  if (Object.hasOwn(agentFileSummaries, code)) return agentFileSummaries[code as AgentFileCode][1];
  return staticRules.find((rule) => rule.id === code)?.summary ?? structuralSummaries[code] ?? code;
}
