// A terminal for tests: what was written, standard input from a list of pieces, an interrupt that a test can send.
import type { Terminal } from '../../src/cli/command.ts';

export interface TestTerminal extends Terminal {
  readonly output: () => string;
  readonly errors: () => string;
  interrupt(): void;
}

export interface TestTerminalOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: readonly string[];
  readonly interactive?: boolean;
}

export function testTerminal(options: TestTerminalOptions = {}): TestTerminal {
  const out: string[] = [];
  const err: string[] = [];
  const cancel = new AbortController();
  let handler: (() => void) | undefined;
  return {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    colours: false,
    interactive: options.interactive ?? false,
    columns: 100,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    input: pieces(options.input ?? []),
    signal: cancel.signal,
    onInterrupt(taken) {
      handler = taken;
      return () => {
        handler = undefined;
      };
    },
    output: () => out.join(''),
    errors: () => err.join(''),
    interrupt: () => (handler ? handler() : cancel.abort()),
  };
}

async function* pieces(list: readonly string[]): AsyncGenerator<string> {
  yield* list;
}
