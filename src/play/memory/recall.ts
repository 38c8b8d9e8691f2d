// What is remembered of earlier sessions in the next request: the memory most like what is being said, those linked to it, the partner's
// name, and nothing else. In: the state and the memories as they stand. Out: events of the questions asked, then a section and its report.
// After EMMA (Jang et al., "Mixed-session conversation with egocentric memory").
import { nameKey } from '../../lang/name.ts';
import type { Piece, Section } from '../../lang/prompt.ts';
import { lexicalSimilarity, similarityOf } from '../../model/fallbacks/lexical.ts';
import type { RunPlace } from '../call.ts';
import type { PlayEvent, SentRequest } from '../events.ts';
import { tell } from '../follow.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { askMemory, canAsk } from './ask-memory.ts';
import { changeMemories } from './change-memories.ts';
import type { ContextReport, RecalledMemory } from './context-report.ts';
import { type Memories, type Memory, type MemoryLink, readMemoryFile } from './memory-file.ts';
import { linkRequest } from './memory-prompts.ts';
import { memorySettings } from './memory-settings.ts';
import { readYesNo } from './read-answer.ts';

export interface Recalled {
  readonly state: SessionState;
  /** Undefined: nothing is remembered. */
  readonly section: Section | undefined;
  readonly report: Pick<ContextReport, 'recalled' | 'partner'>;
  readonly notes: readonly string[];
  readonly stopped: boolean;
}

/** Of a memory's possible companions so many are compared with it, the most alike first: each pair is asked about once and kept. */
export const mostCompared = 8;

/** The number of the session that a talk is: one more than there were, or its own where it ended already. */
export function sessionNumber({ sessions }: Memories, talk: string): number {
  const own = sessions.find((session) => session.talk === talk);
  return own?.session ?? Math.max(0, ...sessions.map(({ session }) => session)) + 1;
}

/** What this partner may hear of: of earlier sessions, and nothing that somebody else said in private. */
export function tellable({ memories }: Memories, session: number, partner: string): readonly Memory[] {
  return memories.filter(
    (memory) => memory.session < session && (!memory.private || nameKey(memory.from) === nameKey(partner)),
  );
}

/** How a line says what it was given of memory. */
export function recalledLabels({ context }: SentRequest): readonly string[] {
  const ids = context?.recalled?.map(({ id }) => id) ?? [];
  return ids.length > 0 ? [`remembers ${ids.join(', ')}`] : [];
}

/** Recalls, where the persona remembers its partners. */
export async function* recall(
  state: SessionState,
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Recalled> {
  const nothing: Recalled = { state, section: undefined, report: {}, notes: [], stopped: false };
  const partner = state.user;
  if (!memorySettings(state.persona)?.partners || !deps.memories) return nothing;
  if (partner === undefined) {
    return { ...nothing, notes: ['Nobody is remembered: the partner has no name. Say who you are under *Memories*.'] };
  }
  const read = await deps.memories.read();
  if (!read.ok)
    return { ...nothing, report: { partner }, notes: [`Memories could not be read. ${read.error.message}`] };
  const kept = readMemoryFile(read.text);
  const session = sessionNumber(kept, state.id);
  if (session === 1 && kept.sessions.length === 0 && kept.memories.length === 0)
    return { ...nothing, report: { partner } };
  const ranked = await rank(tellable(kept, session, partner), state, partner, deps, signal);
  const [top, ...others] = ranked;
  if (!top) return { ...nothing, section: session > 1 ? sectionOf(partner, []) : undefined, report: { partner } };
  const linking = yield* linked(state, top.memory, others, kept.links, place, deps, signal);
  const chosen = [top, ...linking.linked];
  const recalled: RecalledMemory[] = chosen.map(({ memory: { id, text }, similarity }, index) => ({
    id,
    text,
    similarity: Math.round(similarity * 1e6) / 1e6,
    ...(index === 0 ? {} : { with: top.memory.id }),
  }));
  const section = sectionOf(
    partner,
    chosen.map(({ memory }) => memory),
  );
  return {
    state: linking.state,
    section,
    report: { partner, recalled },
    notes: linking.notes,
    stopped: linking.stopped,
  };
}

interface Ranked {
  readonly memory: Memory;
  readonly similarity: number;
}

/** The most alike first; of two as alike the one that has to do with the partner, then the newer one. */
async function rank(
  memories: readonly Memory[],
  { turns }: SessionState,
  partner: string,
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<readonly Ranked[]> {
  if (memories.length === 0) return [];
  const query = turns
    .slice(-2)
    .map(({ text }) => text)
    .join('\n');
  const texts = memories.map(({ text }) => text);
  const own = similarityOf(deps.similarity ?? deps.model.similarity);
  const numbers = await own.compare(query, texts, signal).catch(() => lexicalSimilarity.compare(query, texts, signal));
  const near = ({ memory: { about, from } }: Ranked) =>
    Number([about, from].some((name) => nameKey(name) === nameKey(partner)));
  return memories
    .map((memory, index) => ({ memory, similarity: numbers[index] ?? 0, index }))
    .toSorted((a, b) => b.similarity - a.similarity || near(b) - near(a) || b.index - a.index);
}

interface Linking {
  readonly state: SessionState;
  readonly linked: readonly Ranked[];
  readonly notes: readonly string[];
  readonly stopped: boolean;
}

/** Those that the memory brings along: by what is known of the pair, else by what the model says; unreadable answers link nothing. */
async function* linked(
  state: SessionState,
  top: Memory,
  others: readonly Ranked[],
  known: readonly MemoryLink[],
  place: RunPlace,
  deps: PlayDeps,
  signal: AbortSignal,
): AsyncGenerator<PlayEvent, Linking> {
  const along: Ranked[] = [];
  const fresh: MemoryLink[] = [];
  const asks = canAsk(deps);
  let now = state;
  for (const [index, other] of others.entries()) {
    const link = known.find(({ between }) => between.includes(top.id) && between.includes(other.memory.id));
    if (link?.linked) along.push(other);
    if (link || !asks || index >= mostCompared) continue;
    const asked = yield* askMemory(now, place, 'link', linkRequest(top.text, other.memory.text), deps, signal);
    now = asked.state;
    if (asked.stopped) return { state: now, linked: along, notes: [], stopped: true };
    if (!asked.answer) continue;
    const between = [top.id, other.memory.id] as const;
    const yes = readYesNo(asked.answer.text) === true;
    if (yes) along.push(other);
    fresh.push({ between, linked: yes });
    now = yield* tell(now, {
      type: 'noted',
      note: { kind: 'link', between, linked: yes, request: asked.answer.request },
    });
  }
  const name = state.persona.name;
  const changes = fresh.map((link) => ({ type: 'link', link }) as const);
  const written =
    fresh.length > 0 ? await deps.memories?.change((text) => changeMemories(text, changes, name)) : undefined;
  const notes = written && !written.ok ? [`Links could not be kept. ${written.error.message}`] : [];
  return { state: now, linked: along, notes, stopped: false };
}

function sectionOf(partner: string, memories: readonly Memory[]): Section {
  const pieces: Piece[] = [{ text: `You are talking with ${partner}.`, origin: undefined }];
  for (const { text, about, session } of memories) {
    const whom = nameKey(about) === 'self' ? 'yourself' : about;
    pieces.push({ text: `\n- ${text} (about ${whom}, from session ${session})`, origin: undefined });
  }
  return { name: 'memory', title: 'What you remember', pieces };
}
