// What a model wrote down of a session, line by line. In: its answer and whom it was asked about. Out: texts, each with whom it is about.
// `none` is nothing; a line without words, or one that announces others, is passed over; one that does not say whom it is about is about
// whom was asked.
import { nameKey } from '../../lang/name.ts';

export interface WrittenMemory {
  readonly about: string;
  readonly text: string;
}

export function readMemories(answer: string, asked: string, self: string): readonly WrittenMemory[] {
  return answer.split('\n').flatMap((line) => {
    const bare = line.trim().replace(/^(?:[-*•]\s+|\d+[.)]\s+)+/u, '');
    if (!/\p{L}|\p{N}/u.test(bare) || /[:：]$/u.test(bare) || /^\P{L}*none\P{L}*$/iu.test(bare)) return [];
    const { text, about } = splitAbout(bare);
    if (!/\p{L}|\p{N}/u.test(text)) return [];
    const whom = about ?? asked;
    return [{ text, about: nameKey(whom) === nameKey(self) ? 'self' : whom }];
  });
}

/** A sentence and whom its bracket at the end says it is about; what else stands in the bracket (a session) is ours to know. */
function splitAbout(line: string): { readonly text: string; readonly about: string | undefined } {
  const match = /^(.*?)\s*\(\s*about\s+([^(),]+?)\s*(?:,[^()]*)?\)\s*[.!]?$/iu.exec(line);
  return match ? { text: (match[1] ?? '').trim(), about: match[2] } : { text: line, about: undefined };
}
