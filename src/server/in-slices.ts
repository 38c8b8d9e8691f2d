// Long work in slices, so that keys typed meanwhile are answered first, and what nobody waits for any more ends.
import type { CancellationToken } from 'vscode-languageserver-protocol';

/** Longest slice in milliseconds. */
const slice = 15;

/** What the work returns; undefined where it was called off. The work yields wherever it may rest. */
export async function inSlices<Result>(
  work: Generator<void, Result>,
  token: Pick<CancellationToken, 'isCancellationRequested'>,
): Promise<Result | undefined> {
  for (let until = performance.now() + slice; ; ) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    await new Promise((done) => setTimeout(done, 0));
    if (token.isCancellationRequested) return undefined;
    until = performance.now() + slice;
  }
}

/** What the work returns, without a rest. */
export function finished<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
