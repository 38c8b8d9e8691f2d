// One run of the tests over what was accepted, where the way of writing measures: its figures take the place of those before, as in the editor's review.
// In: the way, what was accepted, the file as it is now. Out: lines on the error stream. Changes nothing.
import { plainText } from '../base/plain-text.ts';
import { parse } from '../lang/parse.ts';
import { effectLines } from '../write/effect-lines.ts';
import type { Offer } from '../write/offer.ts';
import type { Patch } from '../write/patch.ts';
import { runRecipe } from '../write/run-recipe.ts';
import type { Terminal } from './command.ts';
import type { GivenInput } from './write-input.ts';
import type { Writer } from './writer.ts';

export interface Written {
  readonly offer: Offer;
  readonly given: GivenInput;
  readonly accepted: readonly Patch[];
  /** The file with what was accepted. */
  readonly text: string;
}

/** Within what is left of the budget. Trouble is told; what was written stays written. */
export async function measureWritten(
  { offer, given, accepted, text }: Written,
  writer: Writer,
  terminal: Pick<Terminal, 'err' | 'signal'>,
): Promise<void> {
  const make = await offer.loadMeasure?.();
  if (!make) return;
  const recipe = make({ ...given.input, suite: writer.suite }, accepted, parse(text, given.base.uri));
  if (typeof recipe === 'string') return;
  for await (const event of runRecipe(recipe, writer.deps, terminal.signal)) {
    if (event.type === 'effect') {
      terminal.err(
        `${recipe.what}:\n${effectLines(event.effect)
          .map((line) => `  ${plainText(line)}\n`)
          .join('')}`,
      );
    }
    if (event.type === 'finished' && 'failure' in event.ending) {
      terminal.err(`It could not be measured. ${event.ending.failure.message}\n`);
    }
  }
}
