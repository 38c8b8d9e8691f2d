// One of several described options, chosen by a letter. In: options, what to choose for. Out: an option. A letter that is none of theirs, or no letter,
// is asked for once more with a warning; then the first option stands, and that is told.
import type { RunPlace } from '../../play/call.ts';
import { askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { shortLine } from '../short-line.ts';

export interface Option {
  readonly name: string;
  readonly description: string;
}

export type Chosen =
  | { readonly ok: true; readonly option: Option; readonly sure: boolean }
  | Extract<RecipeEnd, { ok: false }>;

/** At most 26 options. */
export async function* chooseOption(
  step: string,
  question: string,
  options: readonly [Option, ...Option[]],
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Chosen> {
  const listed = options.map(({ name, description }, at) => `${letterOf(at)}. ${name}: ${description}`).join('\n');
  const content = `${question}\n\n${listed}\n\nReply with one letter.`;
  const first = yield* askText({ step, messages: [{ role: 'user', content }], temperature: 0 }, place, deps, signal);
  if (!first.ok) return first;
  const said = first.reply.text;
  const option = options[readChoice(said, options.length) ?? -1];
  if (option) return { ok: true, option, sure: true };
  const last = letterOf(options.length - 1);
  yield {
    type: 'told',
    severity: 'warning',
    message: `“${shortLine(said, 60)}” is no choice of ${step}: asked once more.`,
  };
  const second = yield* askText(
    {
      step: `${step} again`,
      messages: [
        { role: 'user', content },
        { role: 'assistant', content: said },
        { role: 'user', content: `That is none of them. Reply with one letter from A to ${last} and nothing else.` },
      ],
      temperature: 0,
    },
    place,
    deps,
    signal,
  );
  if (!second.ok) return second;
  const again = options[readChoice(second.reply.text, options.length) ?? -1];
  if (again) return { ok: true, option: again, sure: true };
  const [fallback] = options;
  const message = `The model chose no ${step}. The first one stands, “${fallback.name}”: choose yourself.`;
  yield { type: 'told', severity: 'error', message };
  return { ok: true, option: fallback, sure: false };
}

/** The number of the option, from 0. `B. because` → 1; a word that begins with a letter is no choice, nor is a letter beyond the last. */
export function readChoice(text: string, options: number): number | undefined {
  const letter = /^[\s"'“(*[]*([A-Za-z])(?:[)"”*\]]+|(?=[.:,;–-]|\s*$|\n))/u.exec(text)?.[1];
  if (letter === undefined) return undefined;
  const at = letter.toUpperCase().charCodeAt(0) - 65;
  return at < options ? at : undefined;
}

function letterOf(at: number): string {
  return String.fromCharCode(65 + at);
}
