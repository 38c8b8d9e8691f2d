// Which file of another format a persona came from, and how a file is called that it is written to. Values in and out; opens nothing.
import type { Persona } from '../lang/persona.ts';
import { dropped, type Fate } from './fate.ts';
import type { Format } from './format.ts';
import { formatOf, formats, mayBeRead } from './formats.ts';

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

/**
 * What is lost because the file that a persona came from is not there, or damaged: an export then writes a new one. Undefined: nothing, or it is a
 * sound file of another format. @param bytes undefined: it could not be read.
 */
export function lostSource(format: Format, bytes: Uint8Array | undefined, path: string): Fate | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const reads = (one: Format) => one.read && one.endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
  const takes = format.read ? format : format.takesFrom && formats.find(reads);
  if (!format.changes || !takes?.read || !reads(takes) || (bytes && formatOf(bytes, name))) return undefined;
  const read = bytes && takes.read(bytes, { source: undefined });
  if (read?.ok) return undefined;
  const why = read ? read.reason : 'It cannot be opened.';
  return dropped(`what only ${path} holds`, `${why} A new file is made without it.`);
}

/** `holmes.card.png` for `holmes`: a picture stays one, an archive too. @param original how the file is called that is changed. */
export function exportedName(stem: string, format: Format, original: string | undefined): string {
  const container = /\.(?:apng|png|charx|jpe?g)$/iu.exec(original ?? '')?.[0].toLowerCase();
  if (container === undefined) return `${stem}${format.extension}`;
  return `${stem}${container === '.charx' ? '' : '.card'}${container === '.apng' ? '.png' : container}`;
}
