// Before a file is written over in whose new state something is dropped: asks where somebody is there to answer, and otherwise wants to be told.
import { UserError } from '../base/user-error.ts';
import type { Fate } from '../interop/fate.ts';

export interface LossQuestion {
  /** As the report shows it. */
  readonly file: string;
  readonly fates: readonly Fate[];
  /** What `--yes` says. */
  readonly agreed: boolean;
  /** Undefined: nobody is there to ask. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/** @returns whether to go on. @throws UserError where nobody can be asked and nobody has agreed. */
export async function confirmLoss({ file, fates, agreed, confirm }: LossQuestion): Promise<boolean> {
  const lost = fates.filter(({ fate }) => fate === 'dropped').length;
  if (lost === 0 || agreed) return true;
  const things = lost === 1 ? 'One thing is' : `${lost} things are`;
  if (confirm) return confirm(`${things} dropped, as told above. Write over ${file}?`);
  throw new UserError(
    `${things} dropped, so ${file} was not written over.`,
    'With `--yes` it is; without `--in-place` a new file is written.',
  );
}
