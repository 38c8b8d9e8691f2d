// `rules`: a name or none, a sentence, and clauses in the order of the file. Phrases are not read here: that is the rules room's.
import { nameKey } from '../name.ts';
import { type Clause, type ClauseKind, type Disguise, disguises, type Rule } from '../persona.ts';
import { trimText } from '../slice-text.ts';
import type { Entry, Item, Member, Tree } from '../tree.ts';
import { listOf, membersOf, placeOf, textOf } from './members.ts';

const clauseKinds: readonly ClauseKind[] = ['when', 'unless', 'must', 'never', 'judge', 'let', 'user must'];
const severities: readonly Rule['severity'][] = ['error', 'warning', 'hint', 'off'];

export function readRules(tree: Tree): readonly Rule[] {
  return membersOf(tree, 'rules').flatMap((member) => {
    const rule = readRule(tree, member);
    return rule.id === '' ? [] : [rule];
  });
}

function readRule(tree: Tree, node: Entry | Item): Rule {
  const name = node.kind === 'entry' ? node.name : undefined;
  const sentence = trimText(node.text);
  const id = name?.text ?? sentence.value;
  const severity = textOf(node.children, 'severity');
  return {
    id,
    key: name?.key ?? nameKey(sentence.value),
    name,
    sentence,
    clauses: readClauses(tree, node.children),
    through: readThrough(node.children),
    severity: severities.find((word) => word === (severity && nameKey(severity.value))) ?? 'error',
    origin: placeOf(tree, node),
  };
}

function readClauses(tree: Tree, members: readonly Member[]): readonly Clause[] {
  return members.flatMap((member) => {
    if (member.kind !== 'entry') return [];
    const kind = clauseKinds.find((word) => word === member.word);
    return kind ? [{ kind, text: trimText(member.text), origin: placeOf(tree, member) }] : [];
  });
}

function readThrough(members: readonly Member[]): readonly Disguise[] {
  const said = new Set(listOf(members, 'through').map((text) => nameKey(text.value)));
  return disguises.filter((disguise) => said.has(disguise));
}
