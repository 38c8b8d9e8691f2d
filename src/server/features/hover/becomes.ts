// What a block or an entry becomes in the prompt, with its tokens; or why nothing of it is sent. A range in, Markdown out.
import type { Range } from '../../../base/range.ts';
import type { Measures } from '../../../lang/measures.ts';
import type { Persona } from '../../../lang/persona.ts';
import { compiledPart } from '../../compiled-parts.ts';
import { shown } from './shown.ts';

/** A hover shows how the prompt begins; all of it is in the compiled prompt. */
const mostSent = 600;

export function becomes(persona: Persona, range: Range, { tokens }: Measures): string | undefined {
  const { text, lore, why } = compiledPart(persona, range);
  if (text === '') return why === undefined ? undefined : `**Not sent**: ${shown(why)}`;
  const count = tokens?.(text);
  const size = count === undefined ? '' : ` (${count} ${count === 1 ? 'token' : 'tokens'})`;
  const quoted = shown(text, mostSent)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  return `**${lore ? 'Sent when one of its keys comes up' : 'Sent as'}**${size}\n\n${quoted}`;
}
