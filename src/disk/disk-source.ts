// Files of one folder as a `Source`. Whatever a persona names, nothing outside the folder is read: links are resolved first.
// Uris are `file:` ones. Never throws, never writes.
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FolderEntry, ReadResult, Source } from '../lang/source.ts';
import { gitBlob } from './git-blob.ts';
import { systemCode } from './system-error.ts';

export interface DiskSourceOptions {
  /** Larger files are `too-large`. Default: 8 MB. */
  readonly maxBytes?: number;
}

/** @param root absolute path of the folder that confines what can be read. */
export function diskSource(root: string, options: DiskSourceOptions = {}): Source {
  const maxBytes = options.maxBytes ?? 8 * 1024 * 1024;
  return {
    read(path, from, revision) {
      const target = targetOf(path, from);
      if (target === undefined) return { ok: false, uri: path, reason: 'outside' };
      const uri = pathToFileURL(target).href;
      try {
        if (!isInside(root, target)) return { ok: false, uri, reason: 'outside' };
        return revision === undefined
          ? readNow(root, target, uri, maxBytes)
          : readThen(root, target, uri, revision, maxBytes);
      } catch (error) {
        return { ok: false, uri, reason: reasonOf(error) };
      }
    },
    list(folder, from) {
      const target = targetOf(folder, from);
      if (target === undefined || !isInside(root, target)) return [];
      try {
        return listNow(root, target);
      } catch {
        return [];
      }
    },
  };
}

/** More names help nobody who looks for one. */
const mostListed = 1000;

function listNow(root: string, target: string): readonly FolderEntry[] {
  if (!isInside(realpathSync(root), realpathSync(target))) return [];
  return readdirSync(target, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .slice(0, mostListed)
    .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a path lies in a folder or is it; by names alone, links not resolved. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Only relative paths, and only from files. */
function targetOf(path: string, from: string): string | undefined {
  if (!from.startsWith('file:') || isAbsolute(path) || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.includes('\0'))
    return undefined;
  try {
    return resolve(dirname(fileURLToPath(from)), path);
  } catch {
    return undefined;
  }
}

function readNow(root: string, target: string, uri: string, maxBytes: number): ReadResult {
  const real = realpathSync(target);
  if (!isInside(realpathSync(root), real)) return { ok: false, uri, reason: 'outside' };
  const { size } = statRegular(real);
  if (size > maxBytes) return { ok: false, uri, reason: 'too-large' };
  return { ok: true, uri, text: decode(readFileSync(real)) };
}

/** Pipes and devices would hang or never end. */
function statRegular(path: string) {
  const stat = statSync(path);
  if (!stat.isFile()) throw new Error('no regular file');
  return stat;
}

function readThen(root: string, target: string, uri: string, revision: string, maxBytes: number): ReadResult {
  const path = relative(root, target).split(sep).join('/');
  const blob = gitBlob(root, revision, path, maxBytes);
  return typeof blob === 'string' ? { ok: false, uri, reason: blob } : { ok: true, uri, text: decode(blob) };
}

/** Bytes that are no UTF-8 become U+FFFD: the text is read, and looks like what it is. */
function decode(bytes: Buffer): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function reasonOf(error: unknown): 'missing' | 'unreadable' {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
}
