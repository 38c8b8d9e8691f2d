// Heavy measures that are loaded when somebody asks for one: few personas need them, and the token counter alone holds 70 MB. Who asks before
// one is there gets none, as where there is none; `loaded` says when to ask again.

import type { Measures } from '../lang/measures.ts';
import { soon } from './soon.ts';

export interface MeasuresOnDemand {
  /** Asking for a measure here loads it. */
  readonly measures: Measures;
  /** Resolves when it is there. Never rejects: one that cannot be loaded stays away. */
  load(which: keyof Measures): Promise<void>;
}

export interface OnDemandDeps {
  load(which: keyof Measures): Promise<Measures>;
  /** Loading begins. */
  loading(which: keyof Measures): void;
  loaded(which: keyof Measures): void;
  failed(error: unknown): void;
}

export function measuresOnDemand(deps: OnDemandDeps): MeasuresOnDemand {
  let here: Measures = {};
  const wanted = new Map<keyof Measures, Promise<void>>();
  async function bring(which: keyof Measures): Promise<void> {
    // Whoever asked is in the middle of something that is waited for.
    await new Promise<void>((done) => soon(done));
    deps.loading(which);
    try {
      here = { ...here, ...(await deps.load(which)) };
    } catch (error) {
      deps.failed(error);
    }
    deps.loaded(which);
  }
  function load(which: keyof Measures): Promise<void> {
    const known = wanted.get(which) ?? bring(which);
    wanted.set(which, known);
    return known;
  }
  function ask<Which extends keyof Measures>(which: Which): Measures[Which] {
    if (!here[which]) void load(which);
    return here[which];
  }
  const measures = {
    get tokens() {
      return ask('tokens');
    },
    get language() {
      return ask('language');
    },
  };
  // Optional properties may not be undefined where they are said to be there: a getter is how one is asked for.
  return { measures: measures as Measures, load };
}
