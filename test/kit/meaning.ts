// What a tree says without saying where: for laws that hold a text's meaning against that of a changed one.
import type { Member, Tree } from '../../src/lang/tree.ts';

/** Blocks, names, texts and nesting as plain values. */
export function meaningOf(tree: Pick<Tree, 'blocks'>): unknown {
  return tree.blocks.map((block) => ({
    word: block.word,
    name: block.name.text,
    title: block.title?.value,
    prose: block.prose?.value,
    children: block.children.map(memberMeaning),
  }));
}

/** The same of one entry or item. */
export function memberMeaning(member: Member): unknown {
  return {
    kind: member.kind,
    name: member.kind === 'entry' ? member.name.text : undefined,
    word: member.kind === 'entry' ? member.word : undefined,
    text: member.text.value,
    children: member.children.map(memberMeaning),
  };
}
