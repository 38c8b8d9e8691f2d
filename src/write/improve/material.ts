// Troubles as one text that is put before a model, and the way back: a quote from it points at the turn or the line it came from. In: troubles.
// Out: the text, and evidence with places of its own. Pure.

import type { Trouble } from '../offer.ts';
import type { Evidence } from '../patch.ts';

export interface Material {
  readonly text: string;
  /** Evidence whose `source` lies in `text`, as evidence that says where its words were said. */
  place(evidence: Evidence): Evidence;
  /** The troubles that are quoted; empty where no quote was found. */
  quoted(evidence: readonly Evidence[]): readonly Trouble[];
}

/** Numbered, in order. Very long troubles are cut: their beginning says what is wrong. */
export function materialOf(troubles: readonly Trouble[]): Material {
  const parts: { readonly start: number; readonly end: number; readonly trouble: Trouble }[] = [];
  let text = '';
  for (const [index, trouble] of troubles.entries()) {
    const start = text.length;
    text += `${index === 0 ? '' : '\n\n'}${index + 1}. ${headOf(trouble)}\n${trouble.text.slice(0, longest)}`;
    parts.push({ start, end: text.length, trouble });
  }
  const partOf = ({ source }: Evidence) =>
    source && parts.find(({ start, end }) => start <= source.start && source.start < end);
  return {
    text,
    quoted: (evidence) => evidence.flatMap((one) => partOf(one)?.trouble ?? []),
    place(evidence) {
      const { source, ...rest } = evidence;
      const part = partOf(evidence);
      if (!source || !part) return evidence;
      const { trouble } = part;
      const line = trouble.lines?.find((line) => {
        const at = text.indexOf(line.text, part.start);
        return at >= 0 && at <= source.start && source.start < at + line.text.length;
      });
      return {
        ...rest,
        ...(trouble.origin ? { origin: trouble.origin } : {}),
        ...(line ? { turn: line.turn } : {}),
        ...(line?.said === undefined ? {} : { said: line.said }),
        ...(trouble.talk === undefined ? {} : { talk: trouble.talk }),
      };
    },
  };
}

const longest = 4000;

/** The title of a talk's trouble repeats a line: a quote would be found there, and point nowhere. */
function headOf({ kind, title }: Trouble): string {
  return kind === 'talk' ? 'From a talk:' : `${words[kind]} “${title}”`;
}

const words = { test: 'Failing test', probe: 'Broken probe', finding: 'Finding' } as const;
