// A persona's `memory` block as numbers. In: the persona. Out: what a long talk is cut to, and whether partners are remembered.
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';

export interface MemorySettings {
  /** How many of the last messages are sent word for word; undefined: the exchange before, as far as `flash` lets it. */
  readonly recent: number | undefined;
  readonly summaries: boolean;
  /** Tokens that the talk so far may take; undefined: as many as it has. */
  readonly budget: number | undefined;
  /** How many older exchanges are looked at. */
  readonly similar: number;
  /** Tokens up to which the exchange before is sent word for word. */
  readonly flash: number;
  readonly partners: boolean;
}

/** The numbers of the controller as it was published: tokens, exchanges, tokens; an exchange of up to 300 tokens is its own summary. */
export const memoryDefaults = { budget: 2500, similar: 6, flash: 500, short: 300 } as const;

/** Undefined where the persona has no `memory` block: then the whole talk is sent. */
export function memorySettings({ memory }: Persona): MemorySettings | undefined {
  if (memory.size === 0) return undefined;
  const count = (word: string) => {
    const text = memory.get(word)?.value.trim() ?? '';
    return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  };
  const said = (word: string) => nameKey(memory.get(word)?.value ?? '') === 'yes';
  const summaries = said('summaries');
  return {
    recent: count('recent'),
    summaries,
    budget: count('budget') ?? (summaries ? memoryDefaults.budget : undefined),
    similar: count('similar') ?? memoryDefaults.similar,
    flash: count('flash') ?? memoryDefaults.flash,
    partners: said('partners'),
  };
}
