// A node of a tree as one still to be written, so that what a model wrote can be put into another file. In: a block or member that our
// parser read. Out: the same words for `lang/edit`. Comments are left behind.
import type { NewBlock, NewMember } from '../lang/edit.ts';
import type { Block, Member } from '../lang/tree.ts';

/** Undefined for an unknown block. */
export function newBlockOf(block: Block): NewBlock | undefined {
  if (!block.word) return undefined;
  const title = block.title?.value.trim();
  return {
    word: block.word,
    ...(title ? { title } : {}),
    ...(block.prose ? { prose: block.prose.value } : {}),
    ...(block.children.length > 0 ? { children: block.children.map(newMemberOf) } : {}),
  };
}

/** Names as meant: `never` for `nver`, where it was read as that. */
export function newMemberOf(member: Member): NewMember {
  const children = member.children.map(newMemberOf);
  return {
    ...(member.kind === 'entry' ? { name: nameOf(member) } : {}),
    text: member.text.value.trim(),
    ...(children.length > 0 ? { children } : {}),
  };
}

function nameOf(member: Member & { kind: 'entry' }): string {
  // A word with a name behind it (`given passphrase`) is more than its word.
  const { word, name } = member;
  return word !== undefined && !name.key.startsWith(`${word} `) ? word : name.text;
}
