// Everything that a run of writing tells, as one closed union. Review, terminal and tests read this stream and nothing else.
import type { ModelFailure, ModelIdentity, Usage } from '../model/port.ts';
import type { PlayEvent } from '../play/events.ts';
import { relay } from '../play/relay.ts';
import type { Effect, Patch } from './patch.ts';
import type { Table } from './table.ts';

/** How many requests a run will make, at the least and at the most. */
export interface RequestSpan {
  readonly least: number;
  readonly most: number;
}

/**
 * First `started`, last `finished`, always. Patches may be told again, with more known of them: the last telling of an id counts.
 * Nothing is written by a run: what is accepted is applied by whoever reads this.
 */
export type WriteEvent =
  | {
      readonly type: 'started';
      /** In words, what is written: "A character from a page of text". */
      readonly what: string;
      readonly model: ModelIdentity;
      readonly requests: RequestSpan;
    }
  /** A step begins. `of`: how many there will be, where that is known. */
  | { readonly type: 'step'; readonly name: string; readonly number: number; readonly of: number | undefined }
  /** A request and its answer, as every call tells them. */
  | { readonly type: 'call'; readonly event: PlayEvent }
  | { readonly type: 'spent'; readonly requests: number; readonly usage: Usage }
  | { readonly type: 'patches'; readonly patches: readonly Patch[] }
  /** A whole file beside the one that the patches are for: a member of a cast, rows of data. Offered; whoever reads this opens or saves it. */
  | { readonly type: 'file'; readonly name: string; readonly text: string }
  /** Figures side by side, for whoever wants to choose otherwise than the run did. */
  | { readonly type: 'table'; readonly table: Table }
  /** What was measured of a patch, alone or together with others. */
  | { readonly type: 'effect'; readonly patches: readonly string[]; readonly effect: Effect }
  /** Something the model gave that is no patch, and why; or something the author should know. Plain words. */
  | { readonly type: 'told'; readonly severity: 'error' | 'warning' | 'note'; readonly message: string }
  | { readonly type: 'finished'; readonly ending: Ending };

/** `nothing`: it ran to its end and proposes neither a patch nor a file. */
export type Ending =
  | { readonly how: 'done' | 'nothing' | 'cancelled' }
  | { readonly how: 'budget' | 'failed' | 'unreadable'; readonly failure: ModelFailure };

/** The calls of a run alone, as a talk tells them; what else is said on the way is left out. */
export function callsOf<T>(run: AsyncGenerator<WriteEvent, T>): AsyncGenerator<PlayEvent, T> {
  return relay(run, (event) => (event.type === 'call' ? [event.event] : []));
}
