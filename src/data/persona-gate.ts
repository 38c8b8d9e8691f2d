// Whether talks of a persona may leave at all. In: a persona, the day. Out: what stands against it, as sentences. For a real individual the file must say
// how they agreed, where it comes from and until when it may be kept.
import type { Persona } from '../lang/persona.ts';
import type { DataContext } from './format.ts';
import type { RecordedTalk } from './recorded-talk.ts';

/** `today`: ISO 8601. None: nothing stands against it. */
export function personaGate({ kind, head }: Persona, today: string): readonly string[] {
  if (kind !== 'individual') return [];
  const missing = ['consent', 'source', 'retention'].filter((word) => !head.get(word)?.value.trim());
  const said = missing.map(
    (word) => `The persona is of an individual, and its file does not say ${what[word] ?? word}: \`${word}:\`.`,
  );
  const until = head.get('retention')?.value.trim();
  if (until === undefined || until === '') return said;
  const day = /\b\d{4}-\d{2}-\d{2}\b/u.exec(until)?.[0];
  if (day === undefined || Number.isNaN(Date.parse(day)))
    return [...said, '`retention:` holds no day as 2027-05-03, so nobody can tell whether it is over.'];
  return day < today.slice(0, 10)
    ? [...said, `What the individual said was to be kept until ${day}; that is over.`]
    : said;
}

/** Who else is in a talk and may not leave: members of the cast and whoever was simulated as its user. One sentence; undefined: nobody. */
export function othersGate(talk: RecordedTalk, { cast, asker }: DataContext, today: string): string | undefined {
  const interview = talk.state.notes.findLast((note) => note.kind === 'interview');
  const others = [
    ...(talk.scene?.cast ?? []).map(({ uri }) => (uri === undefined ? undefined : cast?.(uri))),
    interview && asker?.(interview.asker),
  ];
  for (const other of others) {
    const [against] = other ? personaGate(other, today) : [];
    if (other && against !== undefined) return `${other.name} is in it. ${against}`;
  }
  return undefined;
}

const what: Readonly<Record<string, string>> = {
  consent: 'how they agreed',
  source: 'where it comes from',
  retention: 'until when it may be kept',
};
