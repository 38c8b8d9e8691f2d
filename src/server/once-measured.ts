// An answer that may need a heavy measure which is not there yet: asked for at once, and where the measure was missed, once more when it has come.
// Nobody waits longer than for a moment: then the answer without it counts. Never rejects because of a measure.
import type { Measures } from '../lang/measures.ts';

export interface MeasuresToCome {
  /** As it stands when it is looked at. */
  readonly measures: Measures;
  /** Resolves when it is there, or never will be. */
  load(which: keyof Measures): Promise<void>;
}

/** Longest wait in milliseconds: loading the token counter takes a quarter of that on a machine that is not busy. */
const longestWait = 2000;

export async function onceMeasured<Answer>(
  ask: (measures: Measures) => Answer,
  { measures, load }: MeasuresToCome,
  patience: number = longestWait,
): Promise<Answer> {
  const missed = new Set<keyof Measures>();
  const look = <Which extends keyof Measures>(which: Which): Measures[Which] => {
    const measure = measures[which];
    if (!measure) missed.add(which);
    return measure;
  };
  const noticing = {
    get tokens() {
      return look('tokens');
    },
    get language() {
      return look('language');
    },
  };
  // As in `measuresOnDemand`: a getter is how one is asked for.
  const first = ask(noticing as Measures);
  if (missed.size === 0) return first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moment = new Promise<void>((done) => {
    timer = setTimeout(done, patience);
  });
  await Promise.race([Promise.all([...missed].map(load)), moment]);
  clearTimeout(timer);
  return [...missed].some((which) => measures[which]) ? ask(measures) : first;
}
