// The slices of a talk as rows may teach them. In: a talk, the word that stands for silence in the rows. Out: its slices, or why there are none.
import { type DataContext, noRows, type Projected } from './format.ts';
import { type RecordedTalk, unfitTalk } from './recorded-talk.ts';

type Slices = RecordedTalk['state']['slices'];

/** What was cut off is what these rows teach. The word for silence must be said by nobody, as nothing else tells them apart. */
export function slicesOf(
  talk: RecordedTalk,
  context: DataContext,
  silence: string,
): { readonly slices: Slices } | { readonly none: Projected } {
  const { slices } = talk.state;
  if (slices.length < 2) return { none: noRows('It was not played in slices of time.') };
  const bad = unfitTalk(talk, { ...context, cutOff: true });
  if (bad !== undefined) return { none: noRows(bad) };
  if (slices.some(({ text, idle }) => !idle && text.includes(silence)))
    return { none: noRows('A slice holds the mark of silence.') };
  return { slices };
}
