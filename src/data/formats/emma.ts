// Sessions with different partners, after Mixed-session (EMMA): lines, the memories that there were before and those that the session left, which of them
// belong together, which were sent for a line. One row a session that ended; the rows of one persona are its episode. What one partner told in private is in no row
// of another's, and what was forgotten in none.
import { nameKey } from '../../lang/name.ts';
import type { Memory } from '../../play/memory/memory-file.ts';
import { heardBySelf } from '../chat-of.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { type RecordedTalk, unfitTalk } from '../recorded-talk.ts';
import { count, list, record, someText, told } from '../schema-pieces.ts';

const line = record({ speaker: someText, text: someText }, { memories: list(someText, 1) });

const memory = record({ id: someText, about: someText, from: someText, session: count, text: someText });

export const emma: DataFormat = {
  id: 'emma',
  title: 'Sessions with memories (EMMA)',
  needs: 'A session that was ended, so that something is remembered of it.',
  takenBy: "EMMA's dialogue and memory modules",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A session.',
      schema: record({
        episode: told('name of the main speaker', someText),
        session: { type: 'integer', minimum: 1 },
        partner: someText,
        dialogue: told('`memories`: ids of those of `known` that stood in the request for the line', list(line, 2)),
        known: told('memories of earlier sessions', list(memory)),
        learnt: told('memories that this session left, as they are kept now', list(memory)),
        links: told(
          'of two memories: whether one brings the other along',
          list(record({ between: list(someText, 2, 2), linked: { type: 'boolean' } })),
        ),
      }),
      invariant(row) {
        const session = row['session'] as number;
        const known = row['known'] as readonly { readonly id: string; readonly session: number }[];
        if (known.some((one) => one.session >= session)) return 'A memory is known before its session.';
        const ids = new Set(known.map(({ id }) => id));
        const said = row['dialogue'] as readonly { readonly memories?: readonly string[] }[];
        return said.some(({ memories = [] }) => memories.some((id) => !ids.has(id)))
          ? 'A line has a memory that was not known.'
          : undefined;
      },
    },
  ],
  project(talk, context) {
    const { persona, memories } = context;
    const ended = talk.state.notes.findLast((note) => note.kind === 'session');
    if (!ended) return noRows('No session of it was ended.');
    const bad = unfitTalk(talk, context);
    if (bad !== undefined) return noRows(bad);
    const { session, partner } = ended;
    const open = ({ private: hidden, from }: { readonly private?: true; readonly from: string }) =>
      !hidden || nameKey(from) === nameKey(partner);
    const plain = ({ id, about, from, session: of, text }: (typeof all)[number]) => ({
      id,
      about,
      from,
      session: of,
      text,
    });
    const all = (memories?.memories ?? []).filter(open);
    const known = all.filter((one) => one.session < session).map(plain);
    const left = memories ? [] : ['Memories of earlier sessions are not beside the persona.'];
    const learnt = talk.state.notes.flatMap((note) => {
      if (note.kind !== 'memory') return [];
      // The file is a person's to mend: its words count, and what is deleted there is forgotten.
      const now = memories ? memories.memories.find((one) => isSame(one, note.memory)) : note.memory;
      if (!now) left.push('A memory was forgotten since.');
      return now && open(now) ? [plain(now)] : [];
    });
    const ids = new Set([...known, ...learnt].map(({ id }) => id));
    const links = (memories?.links ?? []).filter(({ between }) => between.every((id) => ids.has(id)));
    const tags = tagsOf(talk, new Set(known.map(({ id }) => id)));
    const dialogue = heardBySelf(talk)
      .filter(({ text }) => text.trim() !== '')
      .map(({ speaker, name = speaker, text, request }) => ({
        speaker: speaker === 'self' ? persona.name : speaker === 'user' ? partner : name,
        text,
        ...tags(request),
      }));
    const row = { episode: persona.name, session, partner, dialogue, known, learnt, links };
    return rowsOf([row], left);
  },
};

/** By where it comes from, too: the id of one that was forgotten may be another's later. */
function isSame(one: Memory, other: Memory): boolean {
  return one.id === other.id && one.session === other.session && nameKey(one.from) === nameKey(other.from);
}

/** Of a request: which of these memories stood in it. */
function tagsOf({ state }: RecordedTalk, known: ReadonlySet<string>) {
  const recalled = new Map(state.requests.map(({ id, context }) => [id, context?.recalled ?? []]));
  return (request = ''): { readonly memories?: readonly string[] } => {
    const ids = (recalled.get(request) ?? []).flatMap(({ id }) => (known.has(id) ? [id] : []));
    return ids.length > 0 ? { memories: ids } : {};
  };
}
