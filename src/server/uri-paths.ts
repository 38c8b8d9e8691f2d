// Uris and the paths between them, as personas write them: `./watson.persona` from the folder of one file to another. Touches no disk.
import { URI } from 'vscode-uri';

/** Of the uris asked for last: each key typed asks for one a dozen times. */
const keys = new Map<string, string>();
const mostKeys = 64;

/** Uris that mean the same file compare equal by this. */
export function uriKey(uri: string): string {
  const known = keys.get(uri);
  if (known !== undefined) return known;
  const key = URI.parse(uri).toString();
  if (keys.size >= mostKeys) keys.clear();
  keys.set(uri, key);
  return key;
}

/** `./…` or `../…` from the folder of one uri to another. */
export function pathBetween(from: string, to: string): string {
  const here = URI.parse(from).path.split('/').slice(0, -1);
  const there = URI.parse(to).path.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.length - same;
  return `${up === 0 ? './' : '../'.repeat(up)}${there.slice(same).join('/')}`;
}

/** The uri that a path written in `from` means; undefined for one that is not relative. */
export function uriOfPath(path: string, from: string): string | undefined {
  if (path === '' || path.startsWith('/') || path.includes('\0') || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  const base = URI.parse(from);
  const parts = base.path.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return base.with({ path: parts.join('/'), query: null, fragment: null }).toString();
}

/** The last part of a uri's path, as people write it. */
export function fileName(uri: string): string {
  return URI.parse(uri).path.split('/').at(-1) ?? '';
}
