// How a line was obtained, in a few quiet words: model, ending, labels, time, tokens. In: an entry. Out: text. Says nothing it does not know.
import { fill, type PreviewWords } from '../../wire/preview-words.ts';
import type { TurnEntry } from '../talk-state.ts';
import { interruptedLabel } from './cut-mark.ts';

/** A reply that took less says nothing about a model's speed. */
const leastMs = 100;

/** As in `gpt-4o at api.openai.com · 1.2 s · 412 tokens in, 31 out · 25 a second`. */
export function provenance(entry: TurnEntry, words: PreviewWords): string {
  const { turn: line, ms, usage } = entry;
  if (line.written) return words.fromFile;
  const finish = { done: undefined, stopped: undefined, length: words.length, filtered: words.filtered } as const;
  const parts = [
    line.edited ? words.edited : undefined,
    line.model,
    line.finish && finish[line.finish],
    ...line.labels.filter((label) => label !== line.model && label !== interruptedLabel),
    ms !== undefined && ms >= leastMs ? fill(words.seconds, (ms / 1000).toFixed(1)) : undefined,
    usage ? fill(words.tokensInOut, usage.input, usage.output) : undefined,
    usage && ms !== undefined ? speed(usage.output, ms, words) : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

/** Over the whole wait, the time to the first word included. */
function speed(tokens: number, ms: number, words: PreviewWords): string | undefined {
  if (ms < leastMs || tokens === 0) return undefined;
  const rate = (tokens / ms) * 1000;
  return fill(words.perSecond, rate < 10 ? rate.toFixed(1) : Math.round(rate));
}
