// A file as it was in a revision, through `git`. In: the repository's folder, a revision, a path below the folder. Out: bytes or a reason.
// Lets neither revision nor path be taken for an option.
import type { ReadResult } from '../lang/source.ts';
import { revisionForm, runGit } from './run-git.ts';

type Refused = Extract<ReadResult, { ok: false }>['reason'];

/** @param path with `/`, relative to `folder`, staying inside it: the caller has made sure. */
export function gitBlob(folder: string, revision: string, path: string, maxBytes: number): Buffer | Refused {
  if (!revisionForm.test(revision)) return 'unreadable';
  const name = `${revision}:./${path}`;
  const run = (...args: string[]) => runGit(folder, ['cat-file', ...args], maxBytes);
  try {
    const size = Number(run('-s', name).toString('utf8'));
    return size > maxBytes ? 'too-large' : run('blob', name);
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? '');
    return /does not exist in|exists on disk, but not in/.test(said) ? 'missing' : 'unreadable';
  }
}
