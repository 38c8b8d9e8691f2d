// What a person can do with one reply by itself: say that it is good or bad, have it refined or weighed, have the
// persona improved from it. In: the channel. Out: questions
// to the host.
import type { Thumb } from '../play/thumbs.ts';
import type { ActionDeps } from './actions.ts';
import { activePlace } from './list-actions.ts';

export interface ReplyActions {
  /** The same thumb again takes it back. */
  thumb(turn: string, thumb: Thumb): void;
  /** The same for the active line. False: that is no reply, or one is on its way. */
  thumbHere(thumb: Thumb): boolean;
  /** A critique by the rules, and a better version beside the reply. */
  refine(turn: string): void;
  /** Which of two is better, by a judge's votes in both orders. */
  weigh(one: string, other: string): void;
  /** The library that replies are given strategies of, in its editor; or no more of it. */
  openStrategies(): void;
  endStrategies(): void;
  /** Changes of the persona's file, from what is wrong with this reply. */
  improveFrom(turn: string): void;
}

/** Binds them. */
export function replyActions({ state, change, ask }: ActionDeps): ReplyActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  const thumb = (turn: string, found: Thumb) => {
    const { parts, words } = state();
    const taken = parts.thumbs.get(turn) === found;
    const said = taken ? words.thumbTaken : found === 'up' ? words.liked : words.disliked;
    const announce = () => change({ type: 'announce', text: said });
    ask('thumb', { turn, thumb: taken ? 'none' : found }).then(announce, refused);
  };
  return {
    thumb,
    thumbHere(found) {
      const { talk, active, status } = state();
      const here = talk.entries[activePlace(talk, active) ?? -1];
      if (here?.kind !== 'turn' || here.turn.speaker !== 'self' || here.turn.hidden || status.busy) return false;
      thumb(here.id, found);
      return true;
    },
    refine: (turn) => void ask('refine', { turn }).catch(refused),
    weigh: (one, other) => void ask('weigh', { one, other }).catch(refused),
    openStrategies: () => void ask('openStrategies', undefined).catch(refused),
    endStrategies: () => void ask('endStrategies', undefined).catch(refused),
    improveFrom: (turn) => void ask('improveFrom', { turn }).catch(refused),
  };
}
