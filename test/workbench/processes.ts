// Child processes that are sure to end: each leads a group of its own, and no group outlives this process.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';

const groups = new Set<ChildProcess>();
/** What ends a group when this process is killed and can end nothing itself. */
const guards = new Map<ChildProcess, ChildProcess>();

process.once('exit', () => {
  for (const child of groups) signalGroup(child, 'SIGKILL');
  for (const guard of guards.values()) guard.kill('SIGKILL');
});

/** Starts a command as the leader of a new process group; `endGroup` or the end of this process ends them all. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  groups.add(child);
  if (child.pid !== undefined && process.platform !== 'win32') guards.set(child, startGuard(child.pid));
  return child;
}

/** A shell that waits for the other end of its input, which is here, to close, and then kills the group. Ctrl-C passes it by. */
function startGuard(group: number): ChildProcess {
  const script = 'while read -r _; do :; done; kill -s KILL -- "-$1"';
  const guard = spawn('sh', ['-c', script, 'guard', String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.unref();
  (guard.stdin as Socket | null)?.unref();
  return guard;
}

/** Asks the group to end, and after `graceMs` makes it. Resolves once the leader is gone. */
export async function endGroup(child: ChildProcess, graceMs = 2000): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
    await gone;
    clearTimeout(timer);
  }
  signalGroup(child, 'SIGKILL');
  groups.delete(child);
  // Ended, not closed: the group's number may be another's by then.
  guards.get(child)?.kill('SIGKILL');
  guards.delete(child);
}

/** Runs `clean` once when the user or the system asks this process to end, then ends with the customary code. */
export function onStop(clean: () => Promise<void>): void {
  let stopping = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      clean().finally(() => process.exit(code));
    });
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was asked for.
  }
}
