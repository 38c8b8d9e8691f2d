// What somebody really said, as a text that reads back in the same words. The language has no escapes: a line that would read as a clause,
// or that begins with what no indentation is, goes on behind the line before it. Changes no word.
import { applyEdits } from '../../base/text-edit.ts';
import { parse } from '../parse.ts';
import type { BlockWord } from '../vocabulary.ts';
import { addBlock } from './structure.ts';

/** How well a text stands in a dialogue: read back without a fault, read back with one (a fence left open), or not read back. */
type Standing = 'well' | 'faulty' | 'not';

/** The text, its lines as they are where they may stand so; undefined where there is no word, or no way to write it. */
export function spokenText(word: BlockWord, said: string): string | undefined {
  const lines = said.split(/\r\n|\r|\n/u).map((line) => line.trimEnd());
  const whole = lines.join('\n').trim();
  if (whole === '') return undefined;
  const flush = lines.map((line) => line.trim());
  const line = whole.replace(/\s+/gu, ' ').trim();
  const forms = [whole, flush.join('\n').trim()];
  const good = forms.find((form) => standing(word, form) === 'well') ?? joined(word, flush);
  if (standing(word, good) === 'well') return good;
  return [...forms, good, line].find((form) => standing(word, form) !== 'not');
}

/** Each line stands by itself where it may, else behind the one before it. */
function joined(word: BlockWord, lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const apart = text === '' ? line : `${text}\n${line}`;
    if (line === '' || standing(word, apart.trim()) !== 'not') text = apart;
    else text = `${text.trimEnd()} ${line}`;
  }
  return text.trim();
}

/** Between two others, in a file of its own. */
function standing(word: BlockWord, text: string): Standing {
  const children = [
    { name: 'user', text: 'before' },
    { name: 'self', text },
    { name: 'user', text: 'behind' },
  ];
  const empty = parse('persona a\n');
  const edited = addBlock(empty, { word, title: 'a', children });
  if (!edited.ok) return 'not';
  const { problems } = parse(applyEdits(empty.text, edited.edits));
  return problems.every(({ severity }) => severity === 'hint') ? 'well' : 'faulty';
}
