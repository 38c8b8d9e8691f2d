// Times a function: median of several runs after a warm-up. Figures of one run of the benchmark are compared with each other only.

/** Median milliseconds of one call. */
export function medianMs(work: () => unknown, runs = 15): number {
  for (let i = 0; i < 3; i++) work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? 0;
}

/** One line of a table: a figure beside its floor, and how many times the floor it is. */
export function row(name: string, ms: number, floor: number): string {
  return `${name.padEnd(44)} ${ms.toFixed(2).padStart(9)} ms  ${floor.toFixed(2).padStart(8)} ms  ${(ms / floor).toFixed(1).padStart(6)} ×`;
}

export function heading(title: string, floor: string): string {
  return `\n${title}\n${''.padEnd(44)} ${'median'.padStart(12)}  ${floor.padStart(11)}   ratio`;
}
