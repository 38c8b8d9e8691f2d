// What the panel shows of memory and lore, from the session and the text of the memories. Pure: it reads and changes no file.
import type { LoreTrace } from '../../lang/prompt.ts';
import type { SentRequest, Turn } from '../../play/events.ts';
import { readMemoryFile } from '../../play/memory/memory-file.ts';
import type { KeeperAnswer } from '../../play/memory/memory-keeper.ts';
import { memorySettings } from '../../play/memory/memory-settings.ts';
import { sessionNumber } from '../../play/memory/recall.ts';
import type { SessionState } from '../../play/session.ts';
import type { PanelContext, PanelLore, PanelMemories } from '../../wire/memory-protocol.ts';

/** How a request was made. */
export function panelContext({ id, context, tokens, lore = [], strategies }: SentRequest): PanelContext {
  const shown = lore.map(({ origin: _origin, ...one }) => lineOf(one));
  return { request: id, report: context, tokens, lore: shown, ...(strategies ? { strategies } : {}) };
}

/** Lore as it would come up in this talk. */
export function panelLore(traces: readonly LoreTrace[], turns: readonly Turn[]): readonly PanelLore[] {
  return traces.map(({ origin: _origin, message, ...one }) => {
    const turn = message === undefined ? undefined : turns[message]?.id;
    return lineOf(turn === undefined ? one : { ...one, turn });
  });
}

function lineOf({
  label,
  reason,
  key,
  also,
  turn,
}: Partial<PanelLore> & Pick<PanelLore, 'label' | 'reason'>): PanelLore {
  return { label, reason, key, also, turn };
}

/** What the persona remembers; `failed`: a change that could not be made. */
export function panelMemories(state: SessionState, kept: KeeperAnswer, failed?: KeeperAnswer): PanelMemories {
  const memories = readMemoryFile(kept.ok ? kept.text : '');
  const wrong = [failed, kept].find((one) => one && !one.ok);
  const linksOf = (id: string) =>
    memories.links.flatMap(({ between: [a, b], linked }) => (!linked ? [] : a === id ? [b] : b === id ? [a] : []));
  return {
    on: memorySettings(state.persona)?.partners ?? false,
    partner: state.user,
    session: sessionNumber(memories, state.id),
    memories: memories.memories.map((memory) => ({ ...memory, links: linksOf(memory.id) })),
    sessions: memories.sessions.map(({ session, partner }) => ({ session, partner })),
    problems: memories.problems.length,
    error: wrong && !wrong.ok ? wrong.error.message : undefined,
  };
}
