// Talks for the tests of exports, written as records: a persona, lines, what was found of them.
import type { DataContext, DataFormat } from '../../src/data/format.ts';
import { talkReader } from '../../src/data/recorded-talk.ts';
import type { Persona } from '../../src/lang/persona.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import type { SentRequest, Turn } from '../../src/play/events.ts';
import type { Note } from '../../src/play/notes.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { memorySource } from '../kit/memory-source.ts';

export const keeperText = `persona Ida Marsh
  kind: character
  role: lighthouse keeper
  summary: Keeps the light at Skerry Point, alone since the spring.
  source: Invented for these tests.
  licence: CC0-1.0

knows
  - The lamp is lit at dusk and put out at dawn.

rules
  plain: Never says sir.
    never: say word "sir"

greeting
  Mind the wet step.

test the storm
  user: Did the great storm of last winter break the lamp room glass?
  keeps: plain
`;

export function personaOf(text: string, uri = 'file:///work/ida.persona'): Persona {
  return readPersona(text, uri, memorySource({}));
}

export const keeper = personaOf(keeperText);

export const model = { provider: 'openai', model: 'lantern-1', label: 'lantern-1', origin: undefined } as NonNullable<
  Turn['model']
>;

let at = 0;

/** Records with a clock that goes on. */
export class Recording {
  readonly records: TraceRecord[];
  #last: string | undefined;
  #count = 0;

  constructor(id = 'talk-1', persona = keeper.name, personaUri = 'file:///work/ida.persona') {
    this.records = [{ type: 'talk', version: 2, id, at: now(), persona, personaUri, personaHash: 'aaaabbbbccccdddd' }];
  }

  /** A line after the last one, or after `after`. @returns its id. */
  say(speaker: string, text: string, more: Partial<Turn> = {}): string {
    const id = more.id ?? `t${++this.#count}`;
    const after = 'after' in more ? more.after : this.#last;
    const turn: Turn = { id, ...(after === undefined ? {} : { after }), speaker, text, ...more };
    this.records.push(
      turn.request === undefined
        ? { type: 'turn', at: now(), turn }
        : { type: 'reply', at: now(), turn, usage: undefined, ms: 1 },
    );
    if (more.beside === undefined) this.#last = id;
    return id;
  }

  /** A request and the reply to it. */
  reply(text: string, request: Partial<SentRequest> = {}, more: Partial<Turn> = {}): string {
    const turn = `t${++this.#count}`;
    const id = request.id ?? `q${this.#count}`;
    this.asked({ ...request, id }, turn);
    return this.say('self', text, { ...more, id: turn, request: id, model, finish: 'done' });
  }

  asked(request: Partial<SentRequest>, turn?: string): void {
    const sent = {
      id: request.id ?? `q${++this.#count}`,
      run: 'r1',
      step: 'reply',
      ordinal: 0,
      parent: undefined,
      model,
      messages: [system, { role: 'user' as const, content: 'Well?' }],
      dropped: [],
      folded: false,
      tokens: undefined,
      ...request,
    };
    this.records.push({ type: 'request', at: now(), ...(turn === undefined ? {} : { turn }), ...sent });
  }

  answered(request: string, ...replies: string[]): void {
    this.records.push({ type: 'answer', at: now(), request, replies, labels: [], usage: undefined, ms: 1 });
  }

  note(note: Note): void {
    this.records.push({ type: 'note', at: now(), note });
  }

  push(record: TraceRecord): void {
    this.records.push(record);
  }
}

function now(): string {
  return new Date(Date.UTC(2026, 0, 1) + ++at * 1000).toISOString();
}

export const system = { role: 'system', content: 'You are Ida Marsh.' } as const;

/** Greeting, two exchanges, the second with what was sent. */
export function plainTalk(id = 'talk-1', question = 'When do you light the lamp?'): Recording {
  const talk = new Recording(id);
  talk.say('self', 'Mind the wet step.', { origin: { uri: 'file:///work/ida.persona', start: 0, end: 1 } as never });
  talk.say('user', question);
  const before = [system, { role: 'user', content: question }] as const;
  talk.reply('At dusk, every day.', { messages: before });
  talk.say('user', 'And when is it put out?');
  talk.reply('At dawn.', {
    messages: [
      ...before,
      { role: 'assistant', content: 'At dusk, every day.' },
      { role: 'user', content: 'And when is it put out?' },
    ],
  });
  return talk;
}

/** Rows that a format makes of a talk, and what it says is left. */
export function project(
  format: DataFormat,
  talk: Recording,
  context: Partial<DataContext> & { readonly persona?: Persona } = {},
) {
  const { persona = keeper } = context;
  return format.project(talkReader(persona)(talk.records), { ...context, persona });
}

/** The values of its rows, of one part. */
export function valuesOf(
  format: DataFormat,
  talk: Recording,
  context: Parameters<typeof project>[2] = {},
  part = '',
): unknown[] {
  return project(format, talk, context).rows.flatMap((row) => (row.part === part ? [row.value] : []));
}
