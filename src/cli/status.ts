// One line on a terminal's error stream that says what goes on now, and goes away; silent where output is piped.
import { visible } from '../suite/report/visible.ts';
import type { Terminal } from './command.ts';

export interface Status {
  /** Replaces the line. */
  show(text: string): void;
  /** Takes the line away; call it before writing anything else. */
  clear(): void;
}

export function openStatus(terminal: Terminal): Status {
  if (!terminal.interactive) return { show: () => {}, clear: () => {} };
  let shown = false;
  return {
    show(text) {
      terminal.err(`\r\u001b[K${visible(text, Math.max(20, terminal.columns - 1))}`);
      shown = true;
    },
    clear() {
      if (shown) terminal.err('\r\u001b[K');
      shown = false;
    },
  };
}
