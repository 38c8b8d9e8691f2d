// Work over many talks with a notice that counts them and can be cancelled. In: steps of `data`. Out: what they end in. The window stays awake meanwhile.
import * as vscode from 'vscode';
import type { DataFormat } from '../../data/format.ts';
import { plainLabel } from '../plain-label.ts';

/** Runs with a notice that counts and can be cancelled. */
export function withSignal<T>(
  title: string,
  run: (signal: AbortSignal, told: (format: DataFormat, talks: number) => void) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return run(stop.signal, (format, count) =>
      progress.report({ message: plainLabel(vscode.l10n.t('{0}: talk {1}', format.title, count)) }),
    );
  });
}

/** Talks between two rests: the window is to stay awake, and a cancel to come through. */
const between = 20;

export async function toTheEnd<T>(steps: AsyncGenerator<number, T>, told: (count: number) => void): Promise<T> {
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
    if (next.value % between !== 0) continue;
    told(next.value);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
