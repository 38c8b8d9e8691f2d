// `rules`: a name or none, a sentence, and clauses in the order of the file. Phrases are not read here: that is the rules room's.
import { recallAll } from '../memory.ts';
import { nameKey } from '../name.ts';
import { type Clause, type ClauseKind, type Disguise, disguises, type Rule } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { Block, Entry, Item, Member, Tree } from '../tree.ts';
import { listOf, membersIn, placeOf, textOf } from './members.ts';

const clauseKinds: readonly ClauseKind[] = ['when', 'unless', 'must', 'never', 'judge', 'let', 'user must'];
const severities: readonly Rule['severity'][] = ['error', 'warning', 'hint', 'off'];

/** The same list as long as the blocks are the same: what is found out about it is remembered. */
export function readRules(blocks: readonly Block[], tree: Tree): readonly Rule[] {
  return recallAll(tree.memory, readRule, membersIn(blocks), tree);
}

function readRule(node: Entry | Item, tree: Tree): readonly Rule[] {
  const name = node.kind === 'entry' ? node.name : undefined;
  const sentence = trimText(node.text);
  const id = name?.text ?? sentence.value;
  if (id === '') return [];
  const severity = textOf(node.children, 'severity');
  const rule: Rule = {
    id,
    key: name?.key ?? nameKey(sentence.value),
    name,
    sentence,
    clauses: readClauses(tree, node.children),
    through: readThrough(node.children),
    severity: severities.find((word) => word === (severity && nameKey(severity.value))) ?? 'error',
    origin: placeOf(tree, node),
  };
  return [rule];
}

function readClauses(tree: Tree, members: readonly Member[]): readonly Clause[] {
  const clauses: Clause[] = [];
  for (const member of members) {
    if (member.kind !== 'entry') continue;
    const kind = clauseKinds.find((word) => word === member.word);
    if (kind) clauses.push({ kind, text: trimText(member.text), origin: placeOf(tree, member) });
  }
  return clauses;
}

function readThrough(members: readonly Member[]): readonly Disguise[] {
  const list = listOf(members, 'through');
  if (list.length === 0) return [];
  const said = new Set(list.map((text) => nameKey(text.value)));
  return disguises.filter((disguise) => said.has(disguise));
}
