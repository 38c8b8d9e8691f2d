// Of two replies to one line the better and the worse, as a talk holds them. In: a talk. Out: pairs, each once, with where it came from and what both answer.
// An edited reply is better than what stood there; of alternatives the liked one is better than the disliked one; a pick says so itself. The better one must be
// fit to learn from, the worse one need not be.
import type { Message } from '../lang/prompt.ts';
import type { Turn } from '../play/events.ts';
import { alternativesOf, pathTo } from '../play/tree.ts';
import { promptOf, wordsBefore } from './chat-of.ts';
import type { DataContext } from './format.ts';
import { type RecordedTalk, unfit } from './recorded-talk.ts';

export interface Pair {
  /** What was sent for the better reply, or the prompt and the talk before it. */
  readonly prompt: readonly Message[];
  /** The last words that the persona heard before the replies, whoever said them. */
  readonly x: string;
  readonly chosen: string;
  readonly rejected: string;
  readonly from: 'picked' | 'edited' | 'thumbs';
  /** Who judged: `author`, or the label of a model. */
  readonly by: string;
  /** The better reply as it stands in the tree; undefined where it is not there. */
  readonly better: Turn | undefined;
}

export interface Pairs {
  /** In the order of the tree: picks that still count, then edits, then thumbs. */
  readonly pairs: readonly Pair[];
  /** Why there are none, or which are left out. */
  readonly left: readonly string[];
}

export function pairsOf(talk: RecordedTalk, { takeUnfit = false }: Pick<DataContext, 'takeUnfit'>): Pairs {
  const left: string[] = [];
  const fit = distinct(allPairs(talk)).filter(({ better }) => {
    const bad = takeUnfit || !better ? undefined : unfit(better, talk);
    if (bad !== undefined) left.push(bad);
    return bad === undefined;
  });
  return { pairs: fit, left: fit.length === 0 && left.length === 0 ? [noPairs] : left };
}

function allPairs(talk: RecordedTalk): readonly Pair[] {
  const { tree, preferences } = talk.state;
  const known = new Map(tree.map((turn) => [turn.id, turn]));
  const picked = preferences.map(({ prompt, chosen, rejected, by, turns: [id] }): Pair => {
    const turn = known.get(id);
    const x = turn
      ? wordsBefore(pathTo(tree, turn.after))
      : (prompt.findLast(({ role }) => role === 'user')?.content ?? '');
    return { prompt, x, chosen, rejected, from: 'picked', by, better: turn };
  });
  const edited = tree.flatMap((turn): Pair[] => {
    const old = turn.speaker === 'self' && turn.edited !== undefined ? known.get(turn.edited) : undefined;
    return old ? [pairOf(talk, turn, old, 'edited')] : [];
  });
  const weighed = new Set(preferences.map(({ turns }) => turns.toSorted().join()));
  const liked = tree.flatMap((turn): Pair[] => {
    if (turn.speaker !== 'self' || talk.thumbs.get(turn.id) !== 'up') return [];
    return alternativesOf(tree, turn)
      .filter(({ id }) => talk.thumbs.get(id) === 'down' && !weighed.has([turn.id, id].toSorted().join()))
      .map((other) => pairOf(talk, turn, other, 'thumbs'));
  });
  return [...picked, ...edited, ...liked];
}

function pairOf(talk: RecordedTalk, better: Turn, worse: Turn, from: Pair['from']): Pair {
  const { tree } = talk.state;
  // What an author wrote was sent for nothing: what the old reply answered is what both answer.
  const asked = better.request === undefined ? worse : better;
  return {
    prompt: promptOf(talk, asked, pathTo(tree, asked.after)),
    x: wordsBefore(pathTo(tree, better.after)),
    chosen: better.text,
    rejected: worse.text,
    from,
    by: 'author',
    better,
  };
}

function distinct(pairs: readonly Pair[]): readonly Pair[] {
  const sound = pairs.filter(
    ({ chosen, rejected, prompt }) =>
      chosen.trim() !== '' && rejected.trim() !== '' && chosen !== rejected && prompt.length > 0,
  );
  return [...new Map(sound.map((pair) => [JSON.stringify([pair.prompt, pair.chosen, pair.rejected]), pair])).values()];
}

/** Why a talk without pairs has none. */
export const noPairs =
  'It holds no two replies of which one is better: no pick, no edited reply, no thumbs up beside a thumbs down.';
