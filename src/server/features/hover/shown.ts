// Text of a file in a hover: to the letter, and no longer than somebody reads at a glance.
import { plainMarkdown } from '../../../base/plain-markdown.ts';

const mostShown = 2000;

/** @param most code units; what is longer is cut. */
export function shown(text: string, most = mostShown): string {
  return plainMarkdown(text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text);
}

/** The last name of a uri, for a file that is not this one. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return plainMarkdown(decodeURIComponent(name));
  } catch {
    return plainMarkdown(name);
  }
}
