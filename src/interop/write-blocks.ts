// Blocks of values as the text of a persona, through `lang/edit`: each is read back before it stands. What cannot be written word for word is written on
// one line, or left out and named. Values in, text and what became of them out.
import { applyEdits } from '../base/text-edit.ts';
import { addBlock, type NewBlock, type NewMember } from '../lang/edit.ts';
import { onOneLine } from '../lang/one-line.ts';
import { parse } from '../lang/parse.ts';
import { dropped, type Fate, mapped } from './fate.ts';
import { fileBlock } from './file-text.ts';

/** A block, and what it is called in the report. */
export interface Part {
  readonly what: string;
  readonly block: NewBlock;
}

const notInAFile = 'Halves of characters and zero bytes, which no text file can hold, are written as U+FFFD.';

/** The text with the block as its last; undefined where the block would not read back the same. */
export function withBlock(text: string, block: NewBlock): string | undefined {
  const tree = parse(text);
  const edited = addBlock(tree, block, tree.blocks.length);
  return edited.ok ? applyEdits(text, edited.edits) : undefined;
}

/** The parts one after the other. */
export function writeParts(parts: readonly Part[]): { readonly text: string; readonly fates: readonly Fate[] } {
  const fates: Fate[] = [];
  let text = '';
  for (const { what, block: wanted } of parts) {
    const block = fileBlock(wanted);
    if (JSON.stringify(block) !== JSON.stringify(wanted)) fates.push(mapped(what, notInAFile));
    const whole = withBlock(text, block);
    const fitting = whole ?? withBlock(text, flat(block)) ?? withFitting(text, block, fates);
    text = fitting ?? text;
    if (fitting === undefined) fates.push(dropped(what, 'It cannot be written so that it reads back the same.'));
    else if (whole === undefined)
      fates.push(mapped(what, 'Written on one line: its own lines would read as something else.'));
  }
  return { text, fates };
}

/** With those members that can be written, each on one line; undefined where there is none. */
function withFitting(text: string, block: NewBlock, fates: Fate[]): string | undefined {
  const { children } = flat(block);
  const fitting = children?.filter((child) => {
    const fits = withBlock('persona a\n', { ...block, children: [child] }) !== undefined;
    if (!fits) {
      fates.push(
        dropped(child.name ?? child.text.slice(0, 40), 'It cannot be written so that it reads back the same.'),
      );
    }
    return fits;
  });
  return fitting && fitting.length > 0 ? withBlock(text, { ...block, children: fitting }) : undefined;
}

/** Every text of it on one line; the prose of a block with its fences closed up. */
function flat(block: NewBlock): NewBlock {
  const member = ({ name, text, children }: NewMember): NewMember => ({
    ...(name !== undefined && { name }),
    text: onOneLine(text),
    ...(children && { children: children.map(member) }),
  });
  return {
    ...block,
    ...(block.prose !== undefined && { prose: onOneLine(block.prose) }),
    ...(block.children && { children: block.children.map(member) }),
  };
}
