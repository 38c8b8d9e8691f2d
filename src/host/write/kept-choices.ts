// What an author accepted and rejected in reviews, kept for each persona in the storage of the folder, and what they preferred in its talks: what
// *Improve like my choices* goes by. In: reviews, talks. Out: choices, the oldest first. Leaves the machine only in the requests of that way.
import type * as vscode from 'vscode';
import { type Choice, choicesOfReview, choicesOfTalk } from '../../write/prefer/choices.ts';
import { moreChoices, readChoice } from '../../write/prefer/choices-file.ts';
import type { Deps } from '../deps.ts';
import { newestFirst } from '../talks/talk-line.ts';
import type { ReviewSession } from './review-session.ts';

/** Talks that are looked through, the newest first. */
const mostTalks = 20;

/** Keeps what was decided in a review of a file; of a new one that has no name yet nothing is kept. */
export async function keepChoices({ uri, review }: ReviewSession, memory: vscode.Memento): Promise<void> {
  const fresh = choicesOfReview(review.rows);
  if (fresh.length === 0 || uri.startsWith('untitled:')) return;
  await memory.update(keyOf(uri), moreChoices(choicesOfReviews(uri, memory), fresh));
}

/** Of all reviews that were kept, and of all talks of the persona. */
export async function choicesFor(
  persona: vscode.Uri,
  { talks, remembered }: Pick<Deps, 'talks'> & { readonly remembered: vscode.Memento },
): Promise<readonly Choice[]> {
  const uri = persona.toString();
  const store = await talks.store();
  const own = newestFirst(await store.list()).filter(({ personaUri }) => personaUri === uri);
  const records = await Promise.all(own.slice(0, mostTalks).map(({ id }) => store.read(id)));
  return moreChoices(choicesOfReviews(uri, remembered), records.reverse().flatMap(choicesOfTalk));
}

function choicesOfReviews(uri: string, memory: vscode.Memento): readonly Choice[] {
  const kept = memory.get<unknown>(keyOf(uri));
  return Array.isArray(kept) ? kept.flatMap((one) => readChoice(one) ?? []) : [];
}

function keyOf(uri: string): string {
  return `dramatis.choices.${uri}`;
}
