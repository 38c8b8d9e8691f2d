// The list of all findings, `docs/rules/README.md`, from the summaries and severities of the source.
import { agentFileSummaries } from '../../src/lint/static/agent-file-summaries.ts';
import { behaviorSummaries } from '../../src/lint/static/behavior-summaries.ts';
import { staticRules } from '../../src/lint/static/index.ts';
import { structuralCodes } from '../../src/lint/static/structural-summaries.ts';
import { summaryOf } from '../../src/lint/static/summary-of.ts';
import type { GeneratedFile } from './generated.ts';

export function rulesIndex(): GeneratedFile[] {
  const rules = staticRules.map((rule) => [
    link(rule.id),
    rule.severity,
    rule.phase === 'typing' ? 'while typing' : 'on save',
    rule.summary,
  ]);
  const structural = [...structuralCodes].sort().map((code) => [link(code), summaryOf(code)]);
  const behaviour = Object.entries(behaviorSummaries).map(([code, summary]) => [link(code), summary]);
  const agentFiles = Object.entries(agentFileSummaries).map(([code, [severity, summary]]) => [
    link(code),
    severity,
    summary,
  ]);
  const content = `# Findings

Every finding has a code, a page, and where there is one a quick fix. None of them needs a model, except those of the last list. \`dramatis.json\` changes severities
(\`"severities": { "unused-given": "off" }\`), and \`# dramatis-ignore CODE: reason\` above a line or an entry silences one place.

## Lint rules

${table(['code', 'severity', 'shown', 'what it finds'], rules)}

## Structure, phrases and files

Shown while typing. The severity depends on the case.

${table(['code', 'what it finds'], structural)}

## Agent files

Found in \`.agent.md\`, \`SKILL.md\`, \`AGENTS.md\` and their like, on open, change and save; beside them \`hidden-unicode\` and \`file-too-large\`. See
[Agent files](../agent-files.md).

${table(['code', 'severity', 'what it finds'], agentFiles)}

## Behaviour

Found by *Probe Rules* and \`dramatis lint --behavior\`, which ask a model. The severity is that of the rule.

${table(['code', 'what it finds'], behaviour)}
`;
  return [{ path: 'docs/rules/README.md', content }];
}

function link(code: string): string {
  return `[${code}](${code}.md)`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
