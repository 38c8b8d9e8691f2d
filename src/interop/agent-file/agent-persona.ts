// An agent file as a persona, without converting it: what its tool sends is what it compiles to, its bullets that state a rule are rules, and every
// piece keeps its place in the file. Writes nothing. Loads readers of YAML and Markdown, so doors import it when such a file is there.

import { LineTable } from '../../base/line-table.ts';
import { range } from '../../base/range.ts';
import { nameKey } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Persona, Rule } from '../../lang/persona.ts';
import { resolve } from '../../lang/resolve.ts';
import { linesBetween } from '../../lang/slice-text.ts';
import type { Source } from '../../lang/source.ts';
import type { Tree } from '../../lang/tree.ts';
import type { AgentFile, Part } from './agent-file.ts';
import { instructionsOf } from './instructions-of.ts';
import { kindOfFile } from './kind-of-file.ts';
import { readAgentFile } from './read-agent-file.ts';
import { statesRule } from './states-rule.ts';

type Bullet = Extract<Part, { kind: 'bullet' }>;

/** Never throws: of what cannot be read there is an empty persona. */
export function agentPersona(text: string, uri: string): Persona {
  const file = readAgentFile(text, kindOfFile(uri) ?? 'agents-md');
  const instructions = instructionsOf(file, text, uri);
  const tree: Tree = { uri, text, lines: new LineTable(text), blocks: [], comments: [], problems: [] };
  return Object.freeze({
    ...resolve(tree, nothing, { problems: [] }),
    name: instructions.called,
    instructions: Object.freeze([instructions]),
    rules: Object.freeze(rulesOf(file, text, uri)),
  });
}

const nothing: Source = { read: (path) => ({ ok: false, uri: path, reason: 'unreadable' }) };

/** Of two bullets that say the same the first counts. */
function rulesOf(file: AgentFile, text: string, uri: string): readonly Rule[] {
  const rules = new Map<string, Rule>();
  for (const part of file.parts) {
    if (part.kind !== 'bullet' || part.quoted || !statesRule(onOneLine(part.text))) continue;
    const rule = ruleOf(part, text, uri);
    if (!rules.has(rule.key)) rules.set(rule.key, rule);
  }
  return [...rules.values()];
}

/** Called by its words without markup; the sentence is what stands there, to the letter. No program checks it: a judge may. */
function ruleOf({ text: words, range: place }: Bullet, text: string, uri: string): Rule {
  const id = onOneLine(words);
  return {
    id,
    key: nameKey(id),
    name: undefined,
    sentence: linesBetween(uri, text, place.start, place.end),
    clauses: [],
    through: [],
    severity: 'warning',
    origin: { uri, range: range(place.start, place.end) },
  };
}
