// A review as text that outlives its window, and back. In: what was proposed, decided and answered; or text that may be old, damaged or made up.
// Out: one JSON value within a bound; or the same review, its parts of the right shape built anew. No key has a place in it.

import { type Fields, fieldsOf } from './fields-of.ts';
import type { Trouble } from './offer.ts';
import type { Review } from './review.ts';
import { countIn, soundList, textOr } from './sound-parts.ts';
import { soundReview } from './sound-review.ts';
import { soundTrouble } from './sound-trouble.ts';

/** One request that was answered, or not. */
export interface Answered {
  readonly step: string;
  readonly text: string;
  readonly failed: boolean;
}

export interface StoredReview {
  /** Of the file. */
  readonly uri: string;
  readonly untitled: boolean;
  /** The file as it was seen last. */
  readonly text: string;
  /** The file as it was when the run began. */
  readonly base: string;
  /** What quotes stand in. */
  readonly source: string;
  /** Id of the way of writing, and the words it was given. */
  readonly way: string;
  readonly words: string;
  /** What it was to mend, as far as measuring goes by it. */
  readonly troubles: readonly Trouble[];
  readonly answers: readonly Answered[];
  readonly review: Review;
  /** Whether its diff was open. */
  readonly shown: boolean;
}

export type StoredRead =
  | {
      readonly ok: true;
      readonly stored: StoredReview /** Changes that could not be read back. */;
      readonly lost: number;
    }
  | { readonly ok: false; readonly reason: 'damaged' | 'newer' };

const format = 'dramatis-review';
/** Of these shapes. A newer one is left alone. */
export const storedVersion = 1;
/** In UTF-16 code units, of all that is stored of one review. */
export const longestStored = 6_000_000;

/** Undefined where the changes alone are too long. Answers are left out first, the oldest before the others. */
export function storedText(stored: StoredReview): string | undefined {
  for (let from = 0; ; ) {
    const text = JSON.stringify({ format, version: storedVersion, ...stored, answers: stored.answers.slice(from) });
    if (text.length <= longestStored) return text;
    const over = text.length - longestStored;
    if (from >= stored.answers.length) return undefined;
    for (let freed = 0; freed < over && from < stored.answers.length; from++) {
      freed += JSON.stringify(stored.answers[from]).length;
    }
  }
}

/** Never throws. A change that is damaged is left out and counted. */
export function readStoredReview(text: string): StoredRead {
  const fields = text.length <= longestStored ? fieldsOf(parsed(text)) : undefined;
  if (fields?.['format'] !== format) return { ok: false, reason: 'damaged' };
  if (countIn(fields, 'version') > storedVersion) return { ok: false, reason: 'newer' };
  const sound = soundReview(fields['review']);
  const uri = textOr(fields, 'uri');
  if (!sound || uri === '') return { ok: false, reason: 'damaged' };
  const { review, lost } = sound;
  const stored: StoredReview = {
    uri,
    untitled: fields['untitled'] === true,
    text: textOr(fields, 'text'),
    base: textOr(fields, 'base'),
    source: textOr(fields, 'source'),
    way: textOr(fields, 'way'),
    words: textOr(fields, 'words'),
    troubles: soundList(fields['troubles'], soundTrouble),
    answers: soundList(fields['answers'], soundAnswer),
    review,
    shown: fields['shown'] === true,
  };
  return { ok: true, stored, lost };
}

function soundAnswer(fields: Fields): Answered {
  return { step: textOr(fields, 'step'), text: textOr(fields, 'text'), failed: fields['failed'] === true };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
