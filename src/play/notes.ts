// What a role-play learns beside what is said: moods, beliefs, choices, what a memory holds. Each kind is a shape of the file that
// writes it, and one line here; the recorder keeps every note as it is. Shapes only.
import type { CounselNote } from './counsel-notes.ts';
import type { DyadNote } from './dyad/dyad-notes.ts';
import type { HiddenNote } from './hidden/hidden-notes.ts';
import type {
  ClearedNote,
  LinkNote,
  MemoryNote,
  PartnerNote,
  SessionNote,
  SummaryNote,
} from './memory/memory-notes.ts';
import type { NarratedNote } from './narrated/narrated-notes.ts';
import type { PersonaWording, ReEnactNote, RejectedPart } from './re-enact/re-enact-notes.ts';
import type { ArenaPick, OddMark, SceneBegan, SceneEnded } from './scene/scene-notes.ts';
import type { AskNote, DroppedAsk, InterviewNote, NegativesNote } from './simulated-user/interview-notes.ts';
import type { ThumbNote } from './thumbs.ts';

/** A remark of a person, or of the player itself, in words. */
export interface Remark {
  readonly kind: 'remark';
  /** The turn it is about; undefined: the talk as a whole. */
  readonly turn: string | undefined;
  readonly text: string;
}

/** Every kind of note there is, told apart by `kind`. */
export type Note =
  | Remark
  | ThumbNote
  | CounselNote
  | SceneBegan
  | SceneEnded
  | OddMark
  | ArenaPick
  | NarratedNote
  | HiddenNote
  | DyadNote
  | InterviewNote
  | DroppedAsk
  | AskNote
  | NegativesNote
  | ReEnactNote
  | PersonaWording
  | RejectedPart
  | (SummaryNote | ClearedNote | MemoryNote | LinkNote | PartnerNote | SessionNote);
