// What an author said of replies without words: one found better than another, one written over. In: the records of a talk. Out: one trouble for
// each, with the lines before it. Pure.
import type { Turn } from '../play/events.ts';
import type { Preference } from '../play/preference.ts';
import { eventsOf } from '../play/restore.ts';
import type { TraceRecord } from '../play/trace.ts';
import { pathTo } from '../play/tree.ts';
import type { Trouble } from './offer.ts';
import { shortLine } from './short-line.ts';

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
      const pair: Preference['turns'] = [turn.id, old.id];
      edited.push(troubleOf(`written over: ${shortLine(old.text, 60)}`, tree(), pair, old.text, turn.text));
    }
    if (event.type === 'preferred') {
      const { turns: pair, chosen, rejected } = event.preference;
      if (turns.has(pair[1])) {
        preferred.set(key(pair), troubleOf(`disliked: ${shortLine(rejected, 60)}`, tree(), pair, rejected, chosen));
      }
    }
    if (event.type === 'withdrawn') preferred.delete(key(event.turns));
  }
  return [...edited, ...preferred.values()];
}

/** `pair`: the turns of what the author wants and of what should not be. */
function troubleOf(
  title: string,
  tree: readonly Turn[],
  [wanted, unwanted]: Preference['turns'],
  bad: string,
  good: string,
): Trouble {
  const before = pathTo(tree, unwanted).slice(0, -1).slice(-linesBefore);
  const lines = [
    ...before.map(({ id, speaker, name, text }) => ({
      turn: id,
      text: `${speaker === 'self' ? 'persona' : (name ?? speaker)}: ${text}`,
    })),
    { turn: unwanted, text: `persona, as it should not be: ${bad}` },
    { turn: wanted, text: `persona, as the author wants it: ${good}` },
  ];
  return { kind: 'talk', title, lines, text: lines.map(({ text }) => text).join('\n') };
}

function key(pair: readonly [string, string]): string {
  return pair.toSorted().join('\n');
}
