// Options that mean something only beside another one. In: what was given. Out: nothing, or a refusal in words.
import { UserError } from '../base/user-error.ts';

/** @throws UserError at the first of `names` that was given; `without`: the option it goes with, as the user writes it. */
export function refuseAlone(given: Readonly<Record<string, unknown>>, names: readonly string[], without: string): void {
  const alone = names.find((name) => given[name] !== undefined);
  if (alone !== undefined) throw new UserError(`--${alone} goes with ${without}.`);
}
