// Characters that a reader cannot see and a model can: direction overrides, zero-width characters, tags. They hide instructions.
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';

// Unicode's own list of what is not drawn (UAX 44, Default_Ignorable_Code_Point), direction controls among it, less the
// variation selectors that pictures and scripts need.
const hidden = /(?![\ufe00-\ufe0f]|[\u180b-\u180d]|\u180f)\p{Default_Ignorable_Code_Point}/gu;

export const hiddenUnicode: LintRule = {
  id: 'hidden-unicode',
  severity: 'warning',
  summary: 'A character that cannot be seen: it can hide words from a reader or reorder them.',
  phase: 'typing',
  check: ({ hidden }: LintContext): readonly Problem[] => hidden,
};

/** What is hidden in the lines of a text that are `within`; whether something is hidden, its line alone says. */
export function findHidden(text: string, within: Range): readonly Problem[] {
  return runs(text, within).map((run) => {
    const codes = [...text.slice(run.start, run.end)].map(codeName);
    const many = codes.length > 3 ? `${codes.slice(0, 3).join(', ')} and ${codes.length - 3} more` : codes.join(', ');
    return {
      code: 'hidden-unicode',
      severity: 'warning',
      range: run,
      message: `Hidden here: ${many}. A model reads it, a person does not see it.`,
      fixes: [{ title: 'Take out the hidden characters', edits: [{ range: run, text: '' }], preferred: true }],
    };
  });
}

/** Neighbouring hidden characters as one stretch, without those that are at home where they stand. */
function runs(text: string, within: Range): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.slice(within.start, within.end).matchAll(hidden)) {
    const start = within.start + match.index;
    const end = start + match[0].length;
    if (isAtHome(text, match[0], start)) continue;
    const last = found.at(-1);
    if (last?.end === start) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

const pictures = /\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}]/u;
/** Scripts whose letters join, or take another form, by ZWJ and ZWNJ. */
const joining =
  /[\p{scx=Arabic}\p{scx=Syriac}\p{scx=Devanagari}\p{scx=Bengali}\p{scx=Gurmukhi}\p{scx=Gujarati}\p{scx=Oriya}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Sinhala}\p{scx=Mongolian}\p{scx=Khmer}\p{scx=Myanmar}]/u;
/** Scripts without spaces, where U+200B says where a line may break. */
const unspaced = /[\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Thai}\p{scx=Lao}\p{scx=Tibetan}]/u;
const rightToLeft = /[\p{scx=Arabic}\p{scx=Hebrew}\p{scx=Syriac}\p{scx=Thaana}\p{scx=Nko}]/u;
/** The flags of England, Scotland, Wales …: a black flag, the letters of the region as tags, a closing tag. */
const flag = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu;

/** A byte order mark at the start, joiners that shape a word or a picture, marks of direction in a line of such a script, a flag's tags. */
function isAtHome(text: string, char: string, at: number): boolean {
  if (char === '\ufeff') return at === 0;
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = String.fromCodePoint(text.codePointAt(at + char.length) ?? 0x20);
  if (char === '\u200d' && pictures.test(before) && pictures.test(after)) return true;
  // Behind a letter of such a script a joiner may end a word; before one it parts an ending from a word in Latin letters.
  if (char === '\u200d' || char === '\u200c')
    return /\p{L}|\p{M}/u.test(before) && (joining.test(before) || joining.test(after));
  if (char === '\u200b') return unspaced.test(before) && unspaced.test(after);
  if (/[\u200e\u200f\u061c]/.test(char)) return rightToLeft.test(lineAround(text, at));
  if (char < '\u{e0000}') return false;
  // A flag with all its tags has 16 code units at most.
  const from = Math.max(0, at - 16);
  return [...text.slice(from, at + 16).matchAll(flag)].some(({ index, 0: { length } }) => {
    return from + index < at && at < from + index + length;
  });
}

/** As much of the line as shows its script. */
function lineAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 200), at);
  const after = text.slice(at, at + 200);
  return (before.split(/[\r\n]/).at(-1) ?? '') + (after.split(/[\r\n]/)[0] ?? '');
}

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
