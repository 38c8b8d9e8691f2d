// The persona beside an agent file that extends it: what a new one says, and how a rule is added to one. Texts and trees in, text and edits out; the
// agent file itself is never changed.

import type { Range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { applyEdits } from '../../base/text-edit.ts';
import { instructedAt } from '../../lang/compile/instructions.ts';
import { addBlock, addMember, type Edited } from '../../lang/edit.ts';
import { nameKey } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import { parse } from '../../lang/parse.ts';
import type { Persona } from '../../lang/persona.ts';
import { trimText } from '../../lang/slice-text.ts';
import type { Member, Tree } from '../../lang/tree.ts';
import type { FoundBullet } from './bullet-at.ts';
import { pathFromBeside } from './file-names.ts';

/** A persona that extends `agent`, with nothing of its own. */
export function newSidecar(agent: Persona): string {
  return `persona ${onOneLine(agent.name)}\n  extends: ${pathFromBeside(agent.uri)}\n`;
}

/** The bullet as the sentence of a rule: its words, where the instructions are found to say those; else as it is marked up there. */
export function sentenceOf({ words, written }: Pick<FoundBullet, 'words' | 'written'>, agent: Persona): string {
  return instructedAt(agent, words) ? words : written;
}

/** The rule of a persona that says this already. */
export function ruleSaying(tree: Tree, sentence: string): Member | undefined {
  const wanted = nameKey(sentence);
  const rules = tree.blocks.filter(({ word }) => word === 'rules').flatMap(({ children }) => children);
  return rules.find(({ text }) => nameKey(onOneLine(trimText(text).value)) === wanted);
}

/** The persona with one rule more. */
export function withRule(tree: Tree, sentence: string): Edited {
  const rules = tree.blocks.find(({ word }) => word === 'rules');
  const rule = { text: sentence };
  return rules ? addMember(tree, rules, rule) : addBlock(tree, { word: 'rules', children: [rule] });
}

/** What is to be done with the persona beside a file, and where the rule stands then. */
export type SidecarChange =
  | { readonly ok: true; readonly make: string; readonly shown: Range | undefined }
  | {
      readonly ok: true;
      readonly make: undefined;
      readonly edits: readonly TextEdit[];
      readonly shown: Range | undefined;
    }
  | { readonly ok: false; readonly reason: string };

/** Takes a bullet into the persona beside its file. @param text undefined: it is not there yet. @param bullet undefined: the persona alone is wanted. */
export function takenInto(
  text: string | undefined,
  uri: string,
  agent: Persona,
  bullet: Pick<FoundBullet, 'words' | 'written'> | undefined,
): SidecarChange {
  const before = text ?? newSidecar(agent);
  const tree = parse(before, uri);
  const sentence = bullet && sentenceOf(bullet, agent);
  const added = sentence === undefined || ruleSaying(tree, sentence) ? undefined : withRule(tree, sentence);
  if (added && !added.ok) return { ok: false, reason: added.reason };
  const edits = added?.edits ?? [];
  const after = applyEdits(before, edits);
  const shown = sentence === undefined ? undefined : ruleSaying(parse(after, uri), sentence)?.text.range;
  return text === undefined ? { ok: true, make: after, shown } : { ok: true, make: undefined, edits, shown };
}
