// Which file of another format a persona came from, and how a file is called that it is written to. Values in and out; opens nothing.
import type { Persona } from '../lang/persona.ts';
import type { Format } from './format.ts';
import { mayBeRead } from './formats.ts';

/** What `source:` names, where it is a file in the persona's folder or below it, as far as its path tells; undefined: words, or elsewhere. */
export function sourceFileOf(persona: Persona): string | undefined {
  const named = persona.head.get('source')?.value ?? '';
  const below = /^[^/\\:][^\\:]*$/u.test(named) && !named.split('/').includes('..');
  return below && mayBeRead(named) ? named : undefined;
}

/** What an export does with the file that a persona came from: changes it, takes from it, or leaves it. @param name without its folder. */
export function useOfSource(format: Format, bytes: Uint8Array, name: string): 'change' | 'take' | undefined {
  if (format.changes && format.detect?.(bytes, name)) return 'change';
  return format.takesFrom?.(bytes, name) ? 'take' : undefined;
}

/** `holmes.card.png` for `holmes`: a picture stays one, an archive too. @param original how the file is called that is changed. */
export function exportedName(stem: string, format: Format, original: string | undefined): string {
  const container = /\.(?:apng|png|charx|jpe?g)$/iu.exec(original ?? '')?.[0].toLowerCase();
  if (container === undefined) return `${stem}${format.extension}`;
  return `${stem}${container === '.charx' ? '' : '.card'}${container === '.apng' ? '.png' : container}`;
}
