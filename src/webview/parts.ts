// What a feature of the panel knows for itself: one part a feature, with a reducer in a file of its own. In: every change of the panel.
// Out: the parts after it. A feature adds two lines here; its changes join `PanelChange`. Pure.
import { type CompareState, comparePart } from './compare-state.ts';
import { type CounselState, counselPart } from './counsel-state.ts';
import { type DrawerState, drawerPart } from './drawer-state.ts';
import { type DuplexState, duplexPart } from './duplex-state.ts';
import { type FiguresState, figuresPart } from './figures-state.ts';
import { type FindState, findPart } from './find-state.ts';
import { type InterviewState, interviewPart } from './interview-state.ts';
import { type MemoryState, memoryPart } from './memory-state.ts';
import { type ReEnactState, reEnactPart } from './re-enact-state.ts';
import { type StageState, stagePart } from './stage-state.ts';
import type { PanelChange, PanelState } from './state.ts';
import { type ThumbsState, thumbsPart } from './thumbs-state.ts';

/** By feature; views read `state.parts.NAME`. */
export interface Parts {
  readonly compare: CompareState;
  readonly counsel: CounselState;
  readonly drawer: DrawerState;
  readonly duplex: DuplexState;
  readonly figures: FiguresState;
  readonly find: FindState;
  readonly interview: InterviewState;
  readonly memory: MemoryState;
  readonly stage: StageState;
  readonly reEnact: ReEnactState;
  readonly thumbs: ThumbsState;
}

/** One feature's share of the state. */
export interface Part<S> {
  /** Before anything happened, and again when another talk takes the panel's place. */
  readonly first: S;
  /** True: the reader's own choice, which another talk does not undo. */
  readonly lasting?: true;
  /** The part after a change; `before`: the panel as it was. A snapshot brings all events of its talk. */
  reduce(part: S, change: PanelChange, before: PanelState): S;
}

const all: { readonly [K in keyof Parts]: Part<Parts[K]> } = {
  compare: comparePart,
  counsel: counselPart,
  drawer: drawerPart,
  duplex: duplexPart,
  figures: figuresPart,
  find: findPart,
  interview: interviewPart,
  memory: memoryPart,
  stage: stagePart,
  reEnact: reEnactPart,
  thumbs: thumbsPart,
};

export const firstParts: Parts = Object.fromEntries(
  Object.entries(all).map(([name, part]) => [name, part.first]),
) as unknown as Parts;

/** Every part after a change; the same object where none of them changed. */
export function reduceParts(parts: Parts, change: PanelChange, before: PanelState): Parts {
  const another = change.type === 'snapshot' && before.session?.talk !== change.snapshot.talk;
  let next: Parts = parts;
  const step = <K extends keyof Parts>(name: K) => {
    const part: Part<Parts[K]> = all[name];
    const from = another && !part.lasting ? part.first : parts[name];
    const to = part.reduce(from, change, before);
    if (to !== parts[name]) next = { ...next, [name]: to };
  };
  for (const name of Object.keys(all) as (keyof Parts)[]) step(name);
  return next;
}
