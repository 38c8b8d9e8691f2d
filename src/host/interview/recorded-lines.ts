// What people, and no model, said to a persona in earlier talks of the store: how its users write. Reads a few talks, the newest.

import type { Turn } from '../../play/events.ts';
import { eventsOf } from '../../play/restore.ts';
import { mostLines, writtenLines } from '../../play/simulated-user/asker.ts';
import type { TalkStore, TraceRecord } from '../../play/trace.ts';
import { pathTo } from '../../play/tree.ts';

const mostTalks = 5;

/** Oldest first; the talk `but` is left out. A store that cannot be read gives none. */
export async function recordedLines(store: TalkStore, personaUri: string, but: string): Promise<readonly string[]> {
  try {
    const talks = (await store.list()).filter((talk) => talk.personaUri === personaUri && talk.id !== but);
    const lines: string[] = [];
    for (const { id } of talks.slice(0, mostTalks)) {
      lines.unshift(...writtenLines(turnsOf(await store.read(id))));
      if (lines.length >= mostLines) break;
    }
    return [...new Set(lines)];
  } catch {
    return [];
  }
}

/** The talk as it stands at the end of its records. */
function turnsOf(records: readonly TraceRecord[]): readonly Turn[] {
  const tree = new Map<string, Turn>();
  let last: string | undefined;
  for (const event of eventsOf(records)) {
    if (event.type === 'turn' || event.type === 'replied') {
      tree.set(event.turn.id, event.turn);
      last = event.turn.id;
    }
    if (event.type === 'moved') last = event.to;
    if (event.type === 'removed' && last !== undefined && event.turns.includes(last)) {
      last = tree.get(event.turns[0] ?? '')?.after;
    }
  }
  return pathTo([...tree.values()], last);
}
