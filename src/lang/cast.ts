// One element of `with:` in, who it is out: `./watson.persona`, `./watson.persona as doctor`, or just a name. Opens no file.
import { nameKey } from './name.ts';

export interface CastElement {
  /** What the member is called: the `as` name, the file's stem, or the name itself. */
  readonly name: string;
  readonly key: string;
  /** As written; undefined for just a name. */
  readonly path: string | undefined;
}

/** Reads one element, already trimmed. */
export function readCast(text: string): CastElement {
  const as = /\sas\s+(?=\S)/u.exec(text);
  const who = (as ? text.slice(0, as.index) : text).trim();
  const called = as ? text.slice(as.index + as[0].length).trim() : undefined;
  const path = isPath(who) || /\.persona$/iu.test(who) ? who : undefined;
  const name = called ?? (path === undefined ? who : stem(who));
  return { name, key: nameKey(name), path };
}

/** A path begins with `./` or `../`. */
export function isPath(text: string): boolean {
  return text.startsWith('./') || text.startsWith('../');
}

function stem(path: string): string {
  const file = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = file.indexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}
