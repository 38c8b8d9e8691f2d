// What a process holds in memory, as the kernel says it. In: its id. Out: megabytes. Linux only: elsewhere both are not numbers.
import { readFileSync } from 'node:fs';

export interface Memory {
  /** Resident set, megabytes (10⁶ bytes): everything of it that is in memory now, code and shared libraries included. */
  readonly now: number;
  /** The most it ever was. */
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  let status = '';
  try {
    status = readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // No such file system here.
  }
  const of = (name: string) => (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
  return { now: of('VmRSS'), peak: of('VmHWM') };
}
