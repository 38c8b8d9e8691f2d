// One persona of several: asked for, read by our parser, with what is still wrong told. In: what to write. Out: its text and name. And what of a text
// makes somebody: the words without the language around them, for telling two apart.
import { parse } from '../../lang/parse.ts';
import type { RunPlace } from '../../play/call.ts';
import { askPersona } from '../ask-persona.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import type { RecipeEnd } from '../run-recipe.ts';

export interface Member {
  readonly name: string;
  readonly text: string;
}

export async function* draftMember(
  step: string,
  content: string,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, { readonly ok: true; readonly member: Member } | Extract<RecipeEnd, { ok: false }>> {
  const asked = yield* askPersona({ step, messages: [{ role: 'user', content }] }, place, deps, signal);
  if (!asked.ok) return asked;
  const name = nameIn(asked.text);
  for (const { message } of asked.problems.slice(0, 3)) {
    yield { type: 'told', severity: 'error', message: `${name} still has a mistake: ${message}` };
  }
  return { ok: true, member: { name, text: asked.text } };
}

/** The title of its `persona`. */
export function nameIn(text: string): string {
  const block = parse(text, 'proposal:persona').blocks.find(({ word }) => word === 'persona');
  return block?.title?.value.trim() || 'Nobody';
}

/** What is said of and by somebody, without words, names of entries and tests. */
export function contentOf(text: string): string {
  const { blocks } = parse(text, 'proposal:persona');
  return blocks
    .filter(({ word }) => word !== 'test')
    .flatMap(({ word, title, prose, children }) => [
      word === 'persona' ? '' : (title?.value ?? ''),
      prose?.value ?? '',
      ...children
        .filter((child) => child.kind !== 'entry' || child.name.text !== 'kind')
        .map((child) => child.text.value),
    ])
    .filter((one) => one.trim() !== '')
    .join('\n');
}

/** `ada-quill.persona`; a number behind it where `taken` has that name. */
export function fileNameOf(name: string, taken: ReadonlySet<string>): string {
  const stem =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}+/gu, '')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/gu, '')
      .slice(0, 40) || 'persona';
  for (let number = 1; ; number++) {
    const file = number === 1 ? `${stem}.persona` : `${stem}-${number}.persona`;
    if (!taken.has(file)) return file;
  }
}
