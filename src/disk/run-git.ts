// `git`, asked to read and nothing else. In: a folder of a repository and the words of a command. Out: what it wrote.
// Runs no hook, filter, pager or fetch of the repository nor a program that lies in it.
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { execPath } from 'node:process';

/** Names, hashes, `HEAD~2`, `v1.0^{}`, `main@{1}`: no space, no `:`, no `-` in front. */
export const revisionForm = /^[A-Za-z0-9_@][A-Za-z0-9_./@^~{}+-]{0,199}$/;

/** @param args never begin with text of a user that could be taken for an option. @throws Error as `execFileSync` does. */
export function runGit(folder: string, args: readonly string[], maxBytes = 1_000_000): Buffer {
  return execFileSync('git', ['-C', folder, '-c', 'core.fsmonitor=false', '-c', 'protocol.allow=never', ...args], {
    // Windows, and a path with `.` in it, look for `git` in the working folder first: it must not be the author's.
    cwd: dirname(execPath),
    env: { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
    maxBuffer: maxBytes + 1024,
    windowsHide: true,
  });
}
