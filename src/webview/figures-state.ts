// What a talk has cost so far, whatever of it still stands: requests, tokens, time. And whether its plots are shown as a table. Pure.
import type { PanelEvent } from '../wire/preview-protocol.ts';
import type { Part } from './parts.ts';

export interface FiguresState {
  readonly requests: number;
  /** Answers whose tokens are known. */
  readonly counted: number;
  readonly input: number;
  readonly output: number;
  /** Waited for all answers, one after the other. */
  readonly ms: number;
  /** The reader wants the plots as a table. */
  readonly table: boolean;
}

export interface FiguresChange {
  readonly type: 'figures';
  readonly table: boolean;
}

const none = { requests: 0, counted: 0, input: 0, output: 0, ms: 0 };

export const figuresPart: Part<FiguresState> = {
  first: { ...none, table: false },
  reduce(figures, change) {
    if (change.type === 'figures') return { ...figures, table: change.table };
    if (change.type === 'snapshot') return change.snapshot.events.reduce(counted, { ...none, table: figures.table });
    return change.type === 'play' ? change.events.reduce(counted, figures) : figures;
  },
};

function counted(figures: FiguresState, event: PanelEvent): FiguresState {
  if (event.type === 'asked') return { ...figures, requests: figures.requests + 1 };
  if (event.type !== 'replied' && event.type !== 'answered') return figures;
  const { usage } = event;
  const ms = figures.ms + event.ms;
  if (!usage) return { ...figures, ms };
  const { input, output } = usage;
  return {
    ...figures,
    ms,
    counted: figures.counted + 1,
    input: figures.input + input,
    output: figures.output + output,
  };
}
