// A file as it was in a revision, through `git`. In: the repository's folder, a revision, a path below the folder. Out: bytes or a reason.
// Runs no hook, filter, pager or fetch of the repository nor a program that lies in it, and lets neither revision nor path be
// taken for an option.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { execPath } from 'node:process';
import type { ReadResult } from '../lang/source.ts';

/** Names, hashes, `HEAD~2`, `v1.0^{}`, `main@{1}`: no space, no `:`, no `-` in front. */
const revisionForm = /^[A-Za-z0-9_@][A-Za-z0-9_./@^~{}+-]{0,199}$/;

type Refused = Extract<ReadResult, { ok: false }>['reason'];

/** @param path with `/`, relative to `folder`, staying inside it: the caller has made sure. */
export function gitBlob(folder: string, revision: string, path: string, maxBytes: number): Buffer | Refused {
  if (!revisionForm.test(revision)) return 'unreadable';
  const name = `${revision}:./${path}`;
  const run = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', folder, '-c', 'core.fsmonitor=false', '-c', 'protocol.allow=never', 'cat-file', ...args],
      {
        // Windows, and a path with `.` in it, look for `git` in the working folder first: it must not be the author's.
        cwd: dirname(execPath),
        env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 10_000,
        maxBuffer: maxBytes + 1024,
        windowsHide: true,
      },
    );
  try {
    const size = Number(run('-s', name).toString('utf8'));
    return size > maxBytes ? 'too-large' : run('blob', name);
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? '');
    return /does not exist in|exists on disk, but not in/.test(said) ? 'missing' : 'unreadable';
  }
}
