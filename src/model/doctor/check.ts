// One line of the doctor's report. Shapes only. Nothing here has a place for a key.

export type CheckState = 'ok' | 'warning' | 'wrong';

export interface Check {
  /** Stable, for programs: `address`, `key`, `listed` … */
  readonly id: string;
  readonly state: CheckState;
  /** What was looked at, in two or three words. */
  readonly what: string;
  /** What was found. */
  readonly says: string;
  /** The one thing to do; absent where nothing need be done. */
  readonly todo?: string;
}

/** What to do about a model that ends. */
export const endingTodo = 'Choose a model that stays, before this one goes.';

/** All is well with it. */
export function fine(id: string, what: string, says: string): Check {
  return { id, state: 'ok', what, says };
}

/** It works, but somebody should look. */
export function warning(id: string, what: string, says: string, todo?: string): Check {
  return { id, state: 'warning', what, says, ...(todo === undefined ? {} : { todo }) };
}

/** It does not work until something is done. */
export function wrong(id: string, what: string, says: string, todo: string): Check {
  return { id, state: 'wrong', what, says, todo };
}
