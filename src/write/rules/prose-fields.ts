// The prose of a file, field by field, and a way to put other words in its place: names, values, clauses and checks are never among them. In: a
// tree. Out: fields; with new words, patches. Pure.
import type { NewBlock, NewMember } from '../../lang/edit.ts';
import type { Block, Member, Tree } from '../../lang/tree.ts';
import { type BlockWord, blockRow, memberRow } from '../../lang/vocabulary.ts';
import { linesOfBlock, linesOfMember } from '../lines-of.ts';
import { headerOf } from '../locate.ts';
import { type FindProblems, type Grounds, madePatch } from '../make-patch.ts';
import { newBlockOf, newMemberOf } from '../new-node.ts';
import type { Patch, PatchPlace } from '../patch.ts';
import { shortLine } from '../short-line.ts';

export interface ProseField {
  /** As a list shows it: `rules › secret`, `greeting`, `example the doctor returns › self`. */
  readonly title: string;
  readonly text: string;
  readonly block: Block;
  /** Undefined: the prose of the block itself. */
  readonly member: Member | undefined;
}

/** In the order of the file. Tests, given values, traits and clauses are left out. */
export function proseFields(base: Tree): readonly ProseField[] {
  return base.blocks.flatMap((block): ProseField[] => {
    const { word } = block;
    if (!word || !blocks.has(word)) return [];
    const header = headerOf(block);
    if (block.prose) return [{ title: header, text: block.prose.value.trim(), block, member: undefined }];
    return block.children
      .filter((member) => isProse(word, member))
      .map((member) => {
        const name = member.kind === 'entry' ? member.name.text : shortLine(member.text.value, 40);
        return { title: `${header} › ${name}`, text: member.text.value.trim(), block, member };
      });
  });
}

/** One patch for each entry, item, or block that is a whole by itself (prose, a dialogue). Comments inside such a whole are left behind. */
export function rewriteFields(
  base: Tree,
  words: ReadonlyMap<ProseField, string>,
  grounds: (fields: readonly ProseField[]) => Grounds,
  find: FindProblems,
): readonly Patch[] {
  const patches: (Patch | undefined)[] = [];
  for (const block of base.blocks) {
    const own = [...words.keys()].filter((field) => field.block === block);
    const row = block.word && blockRow(block.word);
    if (own.length === 0 || !row) continue;
    const textOf = new Map(own.map((field) => [field.member, words.get(field) ?? field.text]));
    if (row.prose || row.dialogue || row.many) {
      const old = newBlockOf(block);
      if (!old) continue;
      const fresh = rewritten(block, old, textOf);
      const many = row.many && old.title === undefined;
      const place: PatchPlace = { block: headerOf(block), ...(many ? { item: linesOfBlock(old) } : {}) };
      patches.push(madePatch(base, place, { op: 'put-block', block: fresh }, linesOfBlock(fresh), grounds(own), find));
      continue;
    }
    for (const field of own) {
      const { member } = field;
      if (!member) continue;
      const fresh: NewMember = { ...newMemberOf(member), text: textOf.get(member) ?? field.text };
      const place: PatchPlace = {
        block: headerOf(block),
        ...(member.kind === 'entry' ? { entry: member.name.text } : { item: member.text.value.trim() }),
      };
      patches.push(
        madePatch(base, place, { op: 'put-member', member: fresh }, linesOfMember(fresh), grounds([field]), find),
      );
    }
  }
  return patches.filter((patch) => patch !== undefined);
}

function rewritten(block: Block, old: NewBlock, textOf: ReadonlyMap<Member | undefined, string>): NewBlock {
  const prose = textOf.get(undefined);
  if (old.prose !== undefined) return { ...old, prose: prose ?? old.prose };
  const children = block.children.map((member) => {
    const fresh = newMemberOf(member);
    return { ...fresh, text: textOf.get(member) ?? fresh.text };
  });
  return { ...old, children };
}

function isProse(word: BlockWord, member: Member): boolean {
  if (member.text.value.trim() === '') return false;
  const known = member.kind === 'entry' ? member.word : undefined;
  if (word === 'persona') return known !== undefined && persona.has(known);
  if (known !== undefined && notProse.has(known)) return false;
  const row = blockRow(word);
  const found = row && memberRow(row, known, member.kind);
  return found === undefined || found.speaker || found.type === 'text' || found.type === 'line';
}

const blocks: ReadonlySet<BlockWord> = new Set<BlockWord>([
  'persona',
  'section',
  'about',
  'voice',
  'knows',
  'unknown',
  'state',
  'rules',
  'plan',
  'moves',
  'greeting',
  'example',
  'scene',
]);
const persona: ReadonlySet<string> = new Set(['role', 'summary', 'reminder']);
const notProse: ReadonlySet<string> = new Set(['from', 'source', 'with', 'mark']);
