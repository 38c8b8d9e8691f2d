// A line of progress on a terminal's error stream for work that lasts; silent where output is piped.
import type { Terminal } from './command.ts';

export interface Progress {
  step(): void;
  close(): void;
}

/** Redraws every 200 steps. `total`, where known, gives a bar. */
export function openProgress(terminal: Terminal, what: string, total?: number): Progress {
  if (!terminal.interactive) return { step: () => {}, close: () => {} };
  let done = 0;
  const draw = () =>
    terminal.err(`\r\u001b[K${total ? bar(done, total) : ''}${done}${total ? ` of ${total}` : ''} ${what}`);
  return {
    step() {
      // Settings and talks beside the files are checked, too, and not counted beforehand.
      done = Math.min(done + 1, total ?? Number.POSITIVE_INFINITY);
      if (done % 200 === 0 || (total !== undefined && total < 200)) draw();
    },
    close() {
      if (done > 0) terminal.err('\r\u001b[K');
    },
  };
}

function bar(done: number, total: number): string {
  const filled = Math.round((20 * done) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(20 - filled)} `;
}
