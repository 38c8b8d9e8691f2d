// Figures of several processes, and a row of the table: ours, the floor, how many times the floor that is, and the goal.

/** Milliseconds (or megabytes) that one process measured. */
export type Sample = readonly number[];

export interface Figure {
  /** Median of the processes' medians. */
  readonly median: number;
  /** Of all that was measured in all processes. */
  readonly p95: number;
}

export function figureOf(samples: readonly Sample[]): Figure {
  return { median: median(samples.map(median)), p95: quantile(samples.flat(), 0.95) };
}

export function median(sample: Sample): number {
  return quantile(sample, 0.5);
}

function quantile(sample: Sample, share: number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

const width = 58;

export function tableHeading(title: string): string {
  return `\n${title}\n${''.padEnd(width)} ${'here'.padStart(11)}  ${'floor'.padStart(11)}    ratio  goal`;
}

/** @param most how many times the floor it may be. */
export function timesFloor(name: string, ours: number, floor: number, most: number, unit = 'ms'): string {
  const ratio = ours / floor;
  return `${start(name, ours, unit)}  ${number(floor, unit)}  ${ratio.toFixed(2).padStart(5)} ×  ≤ ${most} × ${verdict(ratio <= most)}`;
}

/** @param most in the unit of `ours`. */
export function atMost(name: string, ours: number, most: number, unit = 'ms', floor?: number): string {
  const below =
    floor === undefined ? ''.padEnd(20) : `${number(floor, unit)}  ${(ours / floor).toFixed(2).padStart(5)} ×`;
  return `${start(name, ours, unit)}  ${below.padEnd(20)}  ≤ ${most} ${unit} ${verdict(ours <= most)}`;
}

export function notMeasured(name: string, why: string): string {
  return `${name.padEnd(width)} ${'–'.padStart(11)}  ${why}`;
}

function start(name: string, ours: number, unit: string): string {
  return `${name.padEnd(width)} ${number(ours, unit)}`;
}

function number(value: number, unit: string): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ${unit}`.padStart(11);
}

function verdict(met: boolean): string {
  return met ? 'met' : 'MISSED';
}
