// What an author said of replies without words: one found better than another, one written over. In: the records of a talk. Out: one trouble for
// each, with the lines before it. Pure.
import type { Turn } from '../play/events.ts';
import { eventsOf } from '../play/restore.ts';
import type { TraceRecord } from '../play/trace.ts';
import { pathTo } from '../play/tree.ts';
import type { Trouble } from './offer.ts';

/** Lines of the talk that are told before the reply. */
const linesBefore = 4;

/** In the order they were said. A preference that was taken back counts no more. */
export function troublesOfTalk(records: readonly TraceRecord[]): readonly Trouble[] {
  const turns = new Map<string, Turn>();
  const preferred = new Map<string, Trouble>();
  const edited: Trouble[] = [];
  const tree = () => [...turns.values()];
  for (const event of eventsOf(records)) {
    if (event.type === 'turn' || event.type === 'replied') {
      const { turn } = event;
      turns.set(turn.id, turn);
      const old = turn.edited === undefined ? undefined : turns.get(turn.edited);
      if (!old || old.speaker === 'user' || old.text === turn.text) continue;
      edited.push(troubleOf(`written over: ${short(old.text)}`, tree(), old, old.text, turn.text));
    }
    if (event.type === 'preferred') {
      const { turns: pair, chosen, rejected } = event.preference;
      const turn = turns.get(pair[1]);
      if (turn) preferred.set(key(pair), troubleOf(`disliked: ${short(rejected)}`, tree(), turn, rejected, chosen));
    }
    if (event.type === 'withdrawn') preferred.delete(key(event.turns));
  }
  return [...edited, ...preferred.values()];
}

function troubleOf(title: string, tree: readonly Turn[], turn: Turn, bad: string, good: string): Trouble {
  const before = pathTo(tree, turn.id).slice(0, -1).slice(-linesBefore);
  const lines = before.map(
    ({ speaker, name, text }) => `${speaker === 'self' ? 'persona' : (name ?? speaker)}: ${text}`,
  );
  const text = [...lines, `persona, as it should not be: ${bad}`, `persona, as the author wants it: ${good}`];
  return { kind: 'talk', title, text: text.join('\n') };
}

function key(pair: readonly [string, string]): string {
  return pair.toSorted().join('\n');
}

function short(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
