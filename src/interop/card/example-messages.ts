// `mes_example` of a card: dialogues parted by `<START>`, each line begun by who speaks. In and out are the same words; a text that is no such
// dialogue comes back as undefined, and is prose.
import { fromMacros, toMacros } from './macros.ts';

export interface SpokenLine {
  readonly speaker: 'user' | 'self' | 'narrator';
  readonly text: string;
}

/** Dialogues with at least one line each. Undefined: some line is said by nobody. @param name of the character, who may be called by it. */
export function readExamples(text: string, name: string): readonly (readonly SpokenLine[])[] | undefined {
  const dialogues: SpokenLine[][] = [];
  for (const block of text.split(/^[^\S\n]*<START>[^\S\n]*$/gimu)) {
    const own = fromMacros(block);
    if (own === '') continue;
    const lines = readDialogue(own, name);
    if (!lines) return undefined;
    if (lines.length > 0) dialogues.push(lines);
  }
  return dialogues;
}

function readDialogue(text: string, name: string): SpokenLine[] | undefined {
  const lines: { speaker: SpokenLine['speaker']; text: string }[] = [];
  for (const line of text.split('\n')) {
    const begun = speakerOf(line, name);
    const last = lines.at(-1);
    if (begun) lines.push(begun);
    else if (last) last.text += `\n${line}`;
    else if (line.trim() !== '') return undefined;
  }
  return lines.map((line) => ({ ...line, text: line.text.trim() })).filter((line) => line.text !== '');
}

/** Who says a line of ours, and what of it is said; undefined where it begins with nobody. */
export function speakerOf(line: string, name: string): { speaker: SpokenLine['speaker']; text: string } | undefined {
  const said = /^\s*([^:]{1,80}):(.*)$/u.exec(line);
  if (!said) return undefined;
  const who = (said[1] ?? '').trim().toLowerCase();
  const text = said[2] ?? '';
  if (who === '{{user}}' || who === 'user' || who === 'you') return { speaker: 'user', text };
  if (who === '{{self}}' || who === name.trim().toLowerCase()) return { speaker: 'self', text };
  return who === 'narrator' || who === 'system' ? { speaker: 'narrator', text } : undefined;
}

/** How the field calls them. */
export const speakers = { user: '{{user}}', self: '{{char}}', narrator: 'Narrator' } as const;

/** The field as V2 and V3 describe it. */
export function writeExamples(dialogues: readonly (readonly SpokenLine[])[]): string {
  return dialogues
    .map((lines) =>
      ['<START>', ...lines.map(({ speaker, text }) => `${speakers[speaker]}: ${toMacros(text)}`)].join('\n'),
    )
    .join('\n');
}
