// Where words of a talk were said, as a reader wants it told: “turn 3, user”. Ids of turns are for programs. Pure.
import type { Evidence } from './patch.ts';

/** `number`: of the turn, from 1. `who`: a name, or `user`. `test`: title of the test that the talk was. */
export function saidWords(number: number, who: string, test?: string): string {
  const where = `turn ${number}, ${who}`;
  return test === undefined ? where : `“${test}”, ${where}`;
}

/** Undefined where a reader can be told nothing. */
export function whereSaid({ said, turn }: Pick<Evidence, 'said' | 'turn'>): string | undefined {
  return said ?? (turn !== undefined && /^\d{1,6}$/.test(turn) ? `turn ${turn}` : undefined);
}
