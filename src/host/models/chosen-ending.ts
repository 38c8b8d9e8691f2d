// What the kept lists say of the end of a chosen model, and whether its user is to be told now. In: the choice, the lists, the day, what was told
// before. Out: words, or nothing. Asks nobody and knows no editor.
import { type EndpointEnding, endpointEnding, type KnownModels } from '../../lint/static/model-ending.ts';
import type { ModelChoice } from './model-choice.ts';

/** Undefined where there is nothing to say. Of models of VS Code nobody keeps a list. */
export function chosenEnding(choice: ModelChoice, known: KnownModels): EndpointEnding | undefined {
  return choice.kind === 'endpoint' ? endpointEnding(choice.endpoint, known) : undefined;
}

export interface EndingNotice {
  readonly message: string;
  /** What was told, this among it: to be kept. */
  readonly told: readonly string[];
}

const mostTold = 200;

/**
 * A notice for a model that the user chose: each model and day once. What `dramatis.json` alone chooses is a finding there, and what is far or unsure
 * can wait.
 * @param setting the user's own `dramatis.model`.
 * @param told as kept.
 */
export function endingNotice(
  choice: ModelChoice,
  { setting, known, told }: { readonly setting: string; readonly known: KnownModels; readonly told: readonly string[] },
): EndingNotice | undefined {
  const ending = chosenEnding(choice, known);
  const chosenHere = setting.trim() !== '' || (choice.kind === 'endpoint' && choice.broughtBy === 'user');
  if (ending?.severity !== 'warning' || !chosenHere || told.includes(ending.about)) return undefined;
  return { message: ending.message, told: [ending.about, ...told].slice(0, mostTold) };
}
