// Parts of an agent file that say how something is (`Feature branches live for a day.`) where several in one section do: each is what the orders behind it are
// about. One alone is an introduction. English alone.
import type { Part } from '../../interop/agent-file/agent-file.ts';
import { sentenceEnd, setsSubject } from './general-words.ts';

const states =
  /^(?!you\b|your\b)(?:[\p{L}\p{N}\p{Pd}'’/.@_]+ ){1,6}(?:is|are|was|were|has|have|had|can|may|will|comes?|goes?|go|lives?|stays?|runs?|opens?|gets?|holds?|belongs?|contains?)\b/iu;

export function topicsOf(parts: readonly Part[]): ReadonlySet<Part> {
  const found = new Set<Part>();
  let section: Part[] = [];
  const close = () => {
    for (const alike of Map.groupBy(section, (part) => (part.kind === 'bullet' ? part.depth : -1)).values())
      if (alike.length > 1) for (const part of alike) found.add(part);
    section = [];
  };
  for (const part of parts) {
    if (part.kind === 'heading') close();
    else if ((part.kind === 'bullet' || part.kind === 'paragraph') && isState(part.text)) section.push(part);
  }
  close();
  return found;
}

function isState(text: string): boolean {
  const sentences = text.split(sentenceEnd);
  return sentences.length <= 3 && sentences.every((each) => states.test(each) && setsSubject(each));
}
