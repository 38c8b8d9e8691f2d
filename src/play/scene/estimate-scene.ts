// How many requests a scene will make at most, before it is played. In: a setup and, where one is held, an arena. Out: a count and its parts.
import type { Arena } from './arena.ts';
import { linesAtMost } from './scene-over.ts';
import type { SceneSetup } from './setup.ts';

export interface SceneEstimate {
  /** Lines at most, a person's among them. */
  readonly turns: number;
  /** Requests at most, retries of the network apart. */
  readonly requests: number;
  readonly parts: { readonly lines: number; readonly narrator: number; readonly arena: number };
}

/** `played`: lines that are there already; `most`: no more than so many are played. */
export function estimateScene(
  setup: SceneSetup,
  arena?: Pick<Arena, 'actor'> & { readonly candidates: readonly unknown[] },
  played = 0,
  most = Number.POSITIVE_INFINITY,
): SceneEstimate {
  const { scene, cast, seat, protocol } = setup;
  const turns = Math.min(most, Math.max(0, linesAtMost(setup) - played));
  const user = seat === 'user' || scene.lines.some(({ speaker }) => speaker === 'user');
  const parties = 1 + cast.length + (user ? 1 : 0);
  // Nobody speaks twice running, so of two every other line is the person's; of more only where the order is fixed.
  const fixed = parties === 2 || scene.order === 'cast';
  const person = seat !== undefined && fixed && parties > 1 ? Math.floor(turns / parties) : 0;
  const asked = turns - person;
  const narrator = scene.narratorEvery === undefined || protocol.next ? 0 : Math.floor(turns / scene.narratorEvery);
  const lines = protocol.requests(asked, parties - (seat === undefined ? 0 : 1), setup);
  const judged = !arena ? 0 : arena.actor === undefined || !fixed || parties < 2 ? asked : Math.ceil(turns / parties);
  // Of a judged turn the line itself is one of the candidates; the supervisor may be asked twice.
  const extra = arena ? judged * (arena.candidates.length - 1 + (arena.candidates.length > 1 ? 2 : 0)) : 0;
  return { turns, requests: lines + narrator + extra, parts: { lines, narrator, arena: extra } };
}
