// What an author said of replies without words: one found better than another, one written over, one with a thumb down. In: the records of a talk.
// Out: one trouble for each, with the lines before it. Pure.
import type { PlayEvent, Turn } from '../play/events.ts';
import type { Note } from '../play/notes.ts';
import { eventsOf } from '../play/restore.ts';
import { thumbsOf } from '../play/thumbs.ts';
import type { TraceRecord } from '../play/trace.ts';
import { alternativesOf, pathTo } from '../play/tree.ts';
import type { Trouble } from './offer.ts';
import { saidWords } from './said.ts';
import { shortLine } from './short-line.ts';

/** Lines of the talk that are told before the reply. */
const linesBefore = 4;

/**
 * Replies written over, then those found worse than another, then those that got a thumb down and are neither. What was taken back counts no more.
 */
export function troublesOfTalk(records: readonly TraceRecord[]): readonly Trouble[] {
  const talk = records.find((record) => record.type === 'talk')?.id;
  const found = troublesOfEvents(eventsOf(records));
  return talk === undefined ? found : found.map((trouble) => ({ ...trouble, talk }));
}

/** The same, of a talk that is going on. `only`: what was said of this reply. */
export function troublesOfEvents(events: readonly PlayEvent[], only?: string): readonly Trouble[] {
  const turns = new Map<string, Turn>();
  const preferred = new Map<string, Found>();
  const edited: Found[] = [];
  const notes: Note[] = [];
  const tree = () => [...turns.values()];
  for (const event of events) {
    if (event.type === 'turn' || event.type === 'replied') {
      const { turn } = event;
      turns.set(turn.id, turn);
      const old = turn.edited === undefined ? undefined : turns.get(turn.edited);
      if (!old || old.speaker === 'user' || old.text === turn.text) continue;
      const trouble = troubleOf(`written over: ${shortLine(old.text, 60)}`, tree(), old, turn);
      edited.push({ reply: old.id, trouble });
    }
    if (event.type === 'preferred') {
      const { turns: pair, chosen, rejected } = event.preference;
      const worse = turns.get(pair[1]);
      if (!worse) continue;
      const better = { id: pair[0], text: chosen };
      const trouble = troubleOf(dislikedTitle(rejected), tree(), { ...worse, text: rejected }, better);
      preferred.set(key(pair), { reply: worse.id, trouble });
    }
    if (event.type === 'withdrawn') preferred.delete(key(event.turns));
    if (event.type === 'noted') notes.push(event.note);
  }
  const found = [...edited, ...preferred.values()];
  const known = new Set(found.map(({ reply }) => reply));
  const thumbs = thumbsOf(notes);
  const disliked = tree()
    .filter(({ id }) => thumbs.get(id) === 'down' && !known.has(id))
    .map((reply): Found => {
      const liked = alternativesOf(tree(), reply).find(({ id }) => thumbs.get(id) === 'up');
      return { reply: reply.id, trouble: troubleOf(dislikedTitle(reply.text), tree(), reply, liked) };
    });
  return [...found, ...disliked]
    .filter(({ reply }) => only === undefined || reply === only)
    .map(({ trouble }) => trouble);
}

/** The trouble, and which reply it is with. */
interface Found {
  readonly reply: string;
  readonly trouble: Trouble;
}

function dislikedTitle(text: string): string {
  return `disliked: ${shortLine(text, 60)}`;
}

/** `wanted`: what the author wants in its place, where that is known. */
function troubleOf(
  title: string,
  tree: readonly Turn[],
  unwanted: Pick<Turn, 'id' | 'text'>,
  wanted: Pick<Turn, 'id' | 'text'> | undefined,
): Trouble {
  const path = pathTo(tree, unwanted.id);
  const before = path.slice(0, -1).map(({ id, speaker, name, text }, index) => {
    const who = speaker === 'self' ? 'persona' : (name ?? speaker);
    return { turn: id, text: `${who}: ${text}`, said: saidWords(index + 1, who) };
  });
  const said = saidWords(path.length, 'persona');
  const lines = [
    ...before.slice(-linesBefore),
    { turn: unwanted.id, text: `persona, as it should not be: ${unwanted.text}`, said },
    ...(wanted ? [{ turn: wanted.id, text: `persona, as the author wants it: ${wanted.text}`, said }] : []),
  ];
  return { kind: 'talk', title, lines, text: lines.map(({ text }) => text).join('\n') };
}

function key(pair: readonly [string, string]): string {
  return pair.toSorted().join('\n');
}
