// What a talk of 2,000 turns costs the host: heap, the size of its trace, how long restoring it and a snapshot for the panel take. In: nothing.
// Out: lines on the console.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { panelEvent } from '../src/host/preview/panel-events.ts';
import { readPersona } from '../src/lang/read-persona.ts';
import type { PlayEvent } from '../src/play/events.ts';
import { recordOf } from '../src/play/recorder.ts';
import { eventsOf, restore } from '../src/play/restore.ts';
import { apply, newSession, play, type SessionState } from '../src/play/session.ts';
import { EarlierRequests } from '../src/play/shared-messages.ts';
import type { TraceRecord } from '../src/play/trace.ts';
import { readRules } from '../src/rules/rule-book.ts';
import { scriptedModel } from '../test/kit/scripted-model.ts';
import { personaText } from './corpus.ts';
import { heading, medianMs, row } from './measure.ts';

const turns = 2_000;

/** Prints the table. */
export async function benchTalk(): Promise<void> {
  const text = personaText(3_000);
  const persona = readPersona(text, 'file:///bench.persona', {
    read: (path) => ({ ok: false, uri: path, reason: 'missing' }),
  });
  const book = readRules(persona);
  const before = heapNow();
  const held = await hold(newSession('bench', persona, book));
  const heap = heapNow() - before;
  const { events, state } = held;
  const records = recordsOf(events);
  const json = records.map((record) => JSON.stringify(record));
  const size = json.reduce((sum, line) => sum + line.length, 0);
  const written = state.requests.reduce((sum, request) => sum + JSON.stringify(request).length, size);
  console.log(heading(`The host with a talk of ${turns} turns`, 'read JSON'));
  const floor = medianMs(() => json.map((line) => JSON.parse(line)), 5);
  console.log(
    row(
      'restore it from its trace',
      medianMs(() => restore(records, persona, book), 5),
      floor,
    ),
  );
  console.log(
    row(
      'snapshot for the panel',
      medianMs(() => structuredClone(events.map((event) => panelEvent(event))), 5),
      floor,
    ),
  );
  console.log(
    row(
      'read requests back',
      medianMs(() => eventsOf(records), 5),
      floor,
    ),
  );
  console.log(
    `Heap of the talk ${(heap / 1e6).toFixed(1)} MB; its trace ${(size / 1e6).toFixed(1)} MB, with all messages`,
  );
  console.log(`of all requests written out ${(written / 1e6).toFixed(0)} MB`);
}

async function hold(begun: SessionState): Promise<{ readonly events: PlayEvent[]; readonly state: SessionState }> {
  const model = scriptedModel(
    Array.from({ length: turns / 2 }, (_, at) => `Good evening. The lamp is lit, and this is line ${at} of many.`),
  );
  let id = 0;
  const deps = { model, measures: {}, clock: { now: () => 0 }, ids: () => `i${++id}` };
  const events: PlayEvent[] = [];
  let state = begun;
  for (let at = 0; at < turns / 2; at++) {
    const command = { type: 'say', text: `Ship ${at} calling, what of the weather tonight?` } as const;
    for await (const event of play(state, command, deps, new AbortController().signal)) {
      state = apply(state, event);
      // As the host's log: the pieces of a reply are summed up by it.
      if (event.type !== 'text') events.push(event);
    }
  }
  return { events, state };
}

function recordsOf(events: readonly PlayEvent[]): TraceRecord[] {
  const earlier = new EarlierRequests();
  return events.flatMap((event) => recordOf(event, '2026-01-01T00:00:00.000Z', earlier) ?? []);
}

function heapNow(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
