// Whether a panel's talk goes in slices of time: as chosen in the panel, else as the persona's file says. Pure.
import type { Persona } from '../../lang/persona.ts';
import { turnSettings } from '../../play/turns/turn-settings.ts';

export class DuplexChoice {
  #chosen: boolean | undefined;

  choose(on: boolean): void {
    this.#chosen = on;
  }

  /** How long a slice lasts, in milliseconds; undefined: one line after the other. */
  sliceOf(persona: Persona | undefined): number | undefined {
    if (!persona) return undefined;
    const { mode, slice } = turnSettings(persona);
    return (this.#chosen ?? mode === 'duplex') ? slice : undefined;
  }
}
