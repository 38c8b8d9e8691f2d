// Why the files of a folder cannot be read as they were in a revision. In: folder and revision. Out: one of a closed list, or nothing.
import { revisionForm, runGit } from './run-git.ts';
import { systemCode } from './system-error.ts';

/** `no-commit`: a repository in which nothing was committed yet. */
export type NoRevision = 'no-git' | 'no-repository' | 'no-commit' | 'no-such-revision';

/** Undefined where the revision is there. Never throws. */
export function whyNoRevision(folder: string, revision: string): NoRevision | undefined {
  const answers = (...args: string[]) => {
    try {
      runGit(folder, args);
      return 'yes';
    } catch (error) {
      return systemCode(error) === 'ENOENT' ? 'no-git' : 'no';
    }
  };
  const isCommit = (name: string) => answers('rev-parse', '--verify', '--quiet', `${name}^{commit}`) === 'yes';
  const inside = answers('rev-parse', '--git-dir');
  if (inside !== 'yes') return inside === 'no-git' ? 'no-git' : 'no-repository';
  if (revisionForm.test(revision) && isCommit(revision)) return undefined;
  return isCommit('HEAD') ? 'no-such-revision' : 'no-commit';
}
