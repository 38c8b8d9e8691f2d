// Runs prepared plans one after another under one budget and one cache, and says what happens while it lasts.
// In: prepared files, a terminal. Out: what each file gave. Never throws on what models say.
import { join } from 'node:path';
import { sqliteReplyStore } from '../disk/sqlite-reply-store.ts';
import type { Measures } from '../lang/measures.ts';
import type { ChatModel } from '../model/port.ts';
import { systemClock } from '../model/providers/system-clock.ts';
import { type Replay, replay } from '../model/replay.ts';
import { memoryReplyStore, type ReplyStore } from '../model/reply-store.ts';
import type { CaseResult } from '../suite/events.ts';
import type { FileRun } from '../suite/report/file-run.ts';
import { noCounts, runSuite, type SuiteDeps } from '../suite/run-suite.ts';
import type { Terminal } from './command.ts';
import type { PreparedFile } from './prepare-suite.ts';
import { openStatus } from './status.ts';

export interface RunnerOptions {
  readonly measures: Measures;
  readonly requests: number;
  readonly tokens: number | undefined;
  /** Folder of kept replies, absolute. */
  readonly cache: string | undefined;
  /** Keeps replies as long as the run lasts where there is no folder: the same question is asked once. */
  readonly remember?: boolean;
}

export interface SuiteRunner {
  /** Calls `told` with each result as it comes. Once the terminal is interrupted, what is left is `unfinished`. */
  run(prepared: PreparedFile, told?: (run: FileRun, result: CaseResult) => void): Promise<FileRun>;
  close(): void;
}

/** @throws UserError where the cache cannot be opened. */
export async function suiteRunner(options: RunnerOptions, terminal: Terminal): Promise<SuiteRunner> {
  const disk = options.cache === undefined ? undefined : await sqliteReplyStore(join(options.cache, 'replies.sqlite'));
  const store: ReplyStore | undefined = disk ?? (options.remember ? memoryReplyStore() : undefined);
  const remember = store && { remember: (model: ChatModel): Replay => replay(model, store) };
  const spent = { requests: 0, tokens: 0 };
  return {
    close: () => disk?.close(),
    async run(prepared, told) {
      const { plan, lines, context, file } = prepared;
      const budget = {
        requests: Math.max(0, options.requests - spent.requests),
        ...(options.tokens !== undefined && { tokens: Math.max(0, options.tokens - spent.tokens) }),
      };
      const deps: SuiteDeps = { ...prepared.deps, ...remember, clock: systemClock, measures: options.measures, budget };
      const status = openStatus(terminal);
      const results: CaseResult[] = [];
      let asked = 0;
      let run: FileRun = { path: file.shown, uri: context.uri, lines, results, summary: nothing };
      for await (const event of runSuite(plan, deps, terminal.signal)) {
        if (event.type === 'case')
          status.show(`${file.shown}  ${results.length + 1} of ${plan.cases.length}  ${event.case}  ${asked} asked`);
        if (event.type === 'cost') asked = event.cost.requests;
        if (event.type === 'result') {
          results.push(event.result);
          status.clear();
          told?.(run, event.result);
        }
        if (event.type === 'finished') run = { ...run, summary: event.summary };
      }
      status.clear();
      const { cost } = run.summary;
      spent.requests += cost.requests;
      spent.tokens += cost.inputTokens + cost.outputTokens;
      return run;
    },
  };
}

/** Before a run has ended. */
const nothing: FileRun['summary'] = {
  counts: noCounts,
  cost: {
    requests: 0,
    cached: 0,
    inputTokens: 0,
    outputTokens: 0,
    estimated: false,
    judge: { requests: 0, unreadable: 0 },
  },
  model: undefined,
  judge: undefined,
  notes: [],
  stopped: undefined,
};
