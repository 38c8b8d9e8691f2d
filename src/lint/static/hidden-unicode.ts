// Characters that a reader cannot see and a model can: direction overrides, zero-width characters, tags. They hide instructions.
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
