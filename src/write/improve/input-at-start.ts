// What a run was given, once more after its window is gone: the file, its rules and what was to be mended as they were, whatever was accepted since. In:
// the input as it would be now, what was stored. Out: the input that measuring goes by. Pure.
import type { WriteInput } from '../offer.ts';
import type { StoredReview } from '../stored-review.ts';
import { versionOf } from './version.ts';

/** No version is judged by rules that were accepted meanwhile, nor without the probes that the change was made for. */
export function inputAtStart(now: WriteInput, { base, troubles }: Pick<StoredReview, 'base' | 'troubles'>): WriteInput {
  const { tree, persona, book } = versionOf(base, now.base.uri, now.files);
  return { ...now, base: tree, persona, book, troubles };
}
