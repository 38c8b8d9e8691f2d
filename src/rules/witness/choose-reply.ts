// Picks a reply among the candidates: the first that keeps every rule and was not just said; else the one that breaks least.
// Deterministic: no chance, no clock; how long it may search is counted in judged candidates.
import type { Verdict } from '../verdict.ts';
import { mend } from './mend.ts';
import type { Stand } from './stand.ts';

export interface Candidate {
  readonly text: string;
  /** It speaks to what was said: worth mending where it breaks a rule. */
  readonly fits: boolean;
}

export interface Chosen {
  readonly text: string;
  /**
   * Empty where a reply was found that keeps every rule. Else the rules that were not kept together: those that any of the
   * replies breaks that break fewest.
   */
  readonly broken: readonly string[];
}

export interface Limits {
  /** Candidates judged in all. */
  readonly judged: number;
  /** Candidates tried as they are before mending begins. */
  readonly asTheyAre: number;
  /** How often a wording may be mended. */
  readonly depth: number;
}

export const usualLimits: Limits = { judged: 400, asTheyAre: 40, depth: 4 };

interface Tried {
  readonly text: string;
  readonly broken: readonly Verdict[];
  readonly fits: boolean;
  readonly order: number;
}

/** `recent`: replies not to be said again while there is another; newest last. `pool`: sentences for mending, nearest first. */
export function chooseReply(
  candidates: Iterable<Candidate>,
  stand: Stand,
  recent: readonly string[],
  pool: readonly string[],
  limits: Limits = usualLimits,
): Chosen {
  const said = new Set(recent.map(plain));
  const seen = new Map<string, Tried>();
  let order = 0;
  const attempt = ({ text, fits }: Candidate): Tried | undefined => {
    if (seen.has(text) || text.trim() === '' || stand.judged >= limits.judged) return undefined;
    const tried = { text, broken: stand.broken(text), fits, order: order++ };
    seen.set(text, tried);
    return tried;
  };
  const good = (tried: Tried | undefined) => tried && tried.broken.length === 0 && !said.has(plain(tried.text));

  const first: Tried[] = [];
  for (const candidate of candidates) {
    if (seen.size >= limits.asTheyAre) break;
    const tried = attempt(candidate);
    if (tried && good(tried)) {
      if (candidate.fits) return result(tried);
      // An answer that can be mended goes before what could be said at any rate.
      return result(mendAll(first.filter((one) => one.fits).slice(0, 2), 2) ?? tried);
    }
    if (tried) first.push(tried);
  }
  const mended = mendAll(first.sort(byFaults).slice(0, 6), limits.depth);
  if (mended) return result(mended);
  const best = [...seen.values()].sort((a, b) => byFaults(a, b) || again(a) - again(b) || a.order - b.order)[0];
  if (!best) return { text: '…', broken: [] };
  const least = [...seen.values()].filter((tried) => tried.broken.length === best.broken.length);
  const rules = new Set(least.flatMap((tried) => tried.broken.map((verdict) => verdict.rule)));
  return { text: best.text, broken: stand.book.rules.map(({ rule }) => rule.id).filter((id) => rules.has(id)) };

  /** Mends breadth first, the fewest faults first. */
  function mendAll(start: readonly Tried[], depth: number): Tried | undefined {
    let layer = start.filter((tried) => tried.broken.length > 0);
    for (let step = 0; step < depth && layer.length > 0; step++) {
      const next: Tried[] = [];
      for (const tried of layer) {
        for (const text of mend(tried.text, tried.broken, { stand, pool, fits: tried.fits })) {
          const other = attempt({ text, fits: tried.fits });
          if (other && good(other)) return other;
          if (other) next.push(other);
        }
      }
      layer = next.sort((a, b) => byFaults(a, b) || a.order - b.order).slice(0, 6);
    }
    return undefined;
  }

  function again(tried: Tried): number {
    return said.has(plain(tried.text)) ? 1 : 0;
  }
}

/** Of one that keeps all. */
function result(tried: Tried): Chosen {
  return { text: tried.text, broken: [] };
}

function byFaults(a: Tried, b: Tried): number {
  return a.broken.length - b.broken.length;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, ' ')
    .trim();
}
