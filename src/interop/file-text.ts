// A text of another program as a file of ours can hold it: JSON has halves of characters and zero bytes, UTF-8 text has neither.
import type { NewBlock, NewMember } from '../lang/edit.ts';

/** Each of them as U+FFFD, as writing and reading the file would make it. */
export function fileText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** The block with every text of it so. */
export function fileBlock(block: NewBlock): NewBlock {
  const { title, prose, children } = block;
  return {
    ...block,
    ...(title !== undefined && { title: fileText(title) }),
    ...(prose !== undefined && { prose: fileText(prose) }),
    ...(children && { children: children.map(fileMember) }),
  };
}

function fileMember(member: NewMember): NewMember {
  const { name, text, children } = member;
  return {
    ...member,
    ...(name !== undefined && { name: fileText(name) }),
    text: fileText(text),
    ...(children && { children: children.map(fileMember) }),
  };
}
