// The arena of one panel: asked for, held in the talk that is shown, ended. In: live talks. Out: the talk plays its next lines with it, and
// what the panel shows of it. A talk that takes another's place begins without one.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { Deps } from '../deps.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { requireTrust } from '../trust.ts';
import { type ArenaChoice, makeArena } from './arena-choice.ts';
import { arenaFits, pickArena } from './pick-arena.ts';

export class HeldArena {
  readonly #uri: vscode.Uri;
  readonly #deps: Deps;
  readonly #changed: () => Promise<void>;
  #held: { readonly talk: LiveTalk; readonly choice: ArenaChoice } | undefined;

  /** `changed`: told when an arena begins or ends, before its first request. */
  constructor(uri: vscode.Uri, deps: Deps, changed: () => Promise<void>) {
    this.#uri = uri;
    this.#deps = deps;
    this.#changed = changed;
  }

  /** The one held in this talk. */
  in(talk: LiveTalk | undefined): ArenaChoice | undefined {
    return talk && this.#held?.talk === talk ? this.#held.choice : undefined;
  }

  /** Asks who answers and who picks, then plays so many lines. @throws UserError where no arena can be held. */
  async hold(shown: () => LiveTalk | undefined): Promise<void> {
    requireTrust();
    const talk = shown();
    if (!talk || !arenaFits(talk.state)) {
      throw new UserError(
        vscode.l10n.t('Play a scene first: an arena judges its turns, where each turn is one line and lines are left.'),
      );
    }
    const choice = await pickArena(this.#uri, talk.state, this.#deps);
    // Another talk may have come while the user was asked.
    if (!choice || shown() !== talk) return;
    this.#held = { talk, choice };
    talk.holdArena(() => makeArena(this.#uri, choice, this.#deps));
    await this.#changed();
    await talk.run({ type: 'scene', act: 'on', until: choice.until });
  }

  /** From the next line on one answers again. */
  async end(): Promise<void> {
    this.#held?.talk.holdArena(undefined);
    this.#held = undefined;
    await this.#changed();
  }
}
