// Characters that a reader cannot see and a model can: direction overrides, zero-width characters, tags. They hide instructions.
import type { Problem } from '../../lang/problems.ts';
import type { LintContext, LintRule } from './rule.ts';

// Bidirectional controls (Unicode UAX 9), zero-width characters, invisible operators, tag characters, variation selectors supplement.
const hidden =
  /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\u034f|[\u00ad\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0]|[\u{e0000}-\u{e007f}\u{e0100}-\u{e01ef}]/gu;

export const hiddenUnicode: LintRule = {
  id: 'hidden-unicode',
  severity: 'warning',
  summary: 'A character that cannot be seen: it can hide words from a reader or reorder them.',
  phase: 'typing',
  check: ({ persona }: LintContext): readonly Problem[] => {
    const { text } = persona.tree;
    const problems: Problem[] = [];
    for (const run of runs(text)) {
      const codes = [...text.slice(run.start, run.end)].map(codeName);
      const many = codes.length > 3 ? `${codes.slice(0, 3).join(', ')} and ${codes.length - 3} more` : codes.join(', ');
      problems.push({
        code: 'hidden-unicode',
        severity: 'warning',
        range: run,
        message: `Hidden here: ${many}. A model reads it, a person does not see it.`,
        fixes: [{ title: 'Take out the hidden characters', edits: [{ range: run, text: '' }], preferred: true }],
      });
    }
    return problems;
  },
};

/** Neighbouring hidden characters as one stretch. A byte order mark at the start and joiners that shape a word or an emoji are at home. */
function runs(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(hidden)) {
    const start = match.index;
    const end = start + match[0].length;
    if (start === 0 && match[0] === '\ufeff') continue;
    if ((match[0] === '\u200d' || match[0] === '\u200c') && joins(text, start)) continue;
    const last = found.at(-1);
    if (last?.end === start) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

/** Between letters of a script that needs joiners (Arabic, Indic …) or between parts of an emoji. */
function joins(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  const pictures = /\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}]/u;
  const joining =
    /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  return (pictures.test(before) && pictures.test(after)) || (joining.test(before) && joining.test(after));
}

function codeName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
