// Lines of a talk as an `example` of the language. In: lines by anybody. Out: text that our parser reads back as exactly these lines; undefined
// where it would not, so that nothing said in a talk becomes a block, an entry or a comment.
import { memberLines } from '../../lang/edit/write-lines.ts';
import { parse } from '../../lang/parse.ts';

export interface DialogueLine {
  readonly speaker: 'user' | 'self';
  readonly text: string;
}

/** Line breaks inside a line are kept where they read back, else they become spaces. */
export function exampleText(lines: readonly DialogueLine[]): string | undefined {
  const plain = lines.map(({ speaker, text }) => ({ speaker, text: text.replace(/\s+/gu, ' ') }));
  return [lines, plain].map(written).find((text) => text !== undefined);
}

function written(lines: readonly DialogueLine[]): string | undefined {
  const said = lines.map(({ speaker, text }) => ({ name: speaker, text: text.trim() }));
  const text = `example\n${said.flatMap((line) => memberLines(line, '  ', '  ')).join('\n')}\n`;
  const { blocks } = parse(text, 'proposal:persona');
  const [block] = blocks;
  const same =
    blocks.length === 1 &&
    block?.word === 'example' &&
    block.children.length === said.length &&
    block.children.every((child, index) => {
      const line = said[index];
      return (
        child.kind === 'entry' &&
        child.name.key === line?.name &&
        child.text.value.trim() === line.text &&
        line.text !== '' &&
        child.children.length === 0
      );
    });
  return same ? text : undefined;
}
