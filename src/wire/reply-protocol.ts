// What the panel asks the host about one reply, and about the strategies that replies are given. Shapes only.
import type { ThumbNote } from '../play/thumbs.ts';

/** What needs a person (a pick, a review) answers at once. */
export type ReplyAsks = {
  /** A reply by itself; `none` takes back what was said of it. */
  readonly thumb: {
    readonly params: { readonly turn: string; readonly thumb: ThumbNote['thumb'] };
    readonly result: undefined;
  };
  /** The model criticises its reply and writes a better version. */
  readonly refine: { readonly params: { readonly turn: string }; readonly result: undefined };
  /** A judge says which of two replies to one line is better; it picks nothing. */
  readonly weigh: { readonly params: { readonly one: string; readonly other: string }; readonly result: undefined };
  /** Changes of the persona's file from what is wrong with this reply. */
  readonly improveFrom: { readonly params: { readonly turn: string }; readonly result: undefined };
  /** The library in play, in its editor. */
  readonly openStrategies: { readonly params: undefined; readonly result: undefined };
  readonly endStrategies: { readonly params: undefined; readonly result: undefined };
};
