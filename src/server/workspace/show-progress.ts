// Progress of the background's work in the editor's own way (`window/workDoneProgress`), where it has one. Asks nobody to wait for it.
import type { Connection } from 'vscode-languageserver';
import type { Progress } from './workspace.ts';

const silent: Progress = { report: () => undefined, done: () => undefined };

/** Reports until `done`; what comes before the editor has agreed to be shown waits for that. */
export function showProgress(connection: Connection, able: boolean): Progress {
  if (!able) return silent;
  const shown = connection.window.createWorkDoneProgress().then((reporter) => {
    reporter.begin('Dramatis', 0, 'reading');
    return reporter;
  });
  const then = (work: (reporter: Awaited<typeof shown>) => void) => void shown.then(work, () => undefined);
  return {
    report: (share, what) => then((reporter) => reporter.report(Math.round(share * 100), what)),
    done: () => then((reporter) => reporter.done()),
  };
}
