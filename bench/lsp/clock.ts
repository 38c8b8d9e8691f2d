// What a figure is counted in. In: a server's process. Out: a clock in milliseconds: of the wall, or, asked for with `--cpu`, of the time that
// its main thread and ours ran. On a machine that others work on the wall says little; what was computed stays what it is. Linux only.
import { readFileSync } from 'node:fs';
import { argv, threadCpuUsage } from 'node:process';

/** Behind an answer, so that the kernel has counted what it took: it does so when a thread comes to rest. */
export const rest = 2;

export const countsCpu = argv.includes('--cpu');

/** Milliseconds since some moment. */
export function nowOf(pid: number): number {
  return countsCpu ? ranFor(pid) + ranForUs() : performance.now();
}

function ranFor(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}

function ranForUs(): number {
  const { user, system } = threadCpuUsage();
  return (user + system) / 1e3;
}
