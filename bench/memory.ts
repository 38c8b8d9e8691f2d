// What the next line of a talk of 2,000 turns costs before anything is sent: choosing what goes in, beside sending all of it. The model
// answers at once; texts are counted with the real counter and compared by their words.
import { readPersona } from '../src/lang/read-persona.ts';
import { loadTokens } from '../src/measure/tokens.ts';
import { type ChatModel, plainChat } from '../src/model/port.ts';
import { newRun } from '../src/play/call.ts';
import type { Turn } from '../src/play/events.ts';
import { prepareReply } from '../src/play/prepare-reply.ts';
import { newSession, type PlayDeps, type SessionState } from '../src/play/session.ts';
import { readRules } from '../src/rules/rule-book.ts';
import { heading, row } from './measure.ts';

const turns = 2000;
const runs = 15;

/** Prints the table. */
export async function benchMemory(): Promise<void> {
  const tokens = await loadTokens();
  let id = 0;
  const deps: PlayDeps = { model: yes, measures: { tokens }, clock: { now: () => 0 }, ids: () => `i${++id}` };
  const whole = talkOf('persona Keeper\n');
  const cut = talkOf('persona Keeper\nmemory\n  summaries: yes\n');
  const first = await once(cut, deps);
  await once(whole, deps);
  const floor = await median(whole, deps);
  console.log(heading(`Before the next line of a talk of ${turns} turns`, 'all of it'));
  console.log(row('choose what goes in, the first time', first, floor));
  console.log(row('choose what goes in, then', await median(cut, deps), floor));
}

/** The state with one line more each time: nothing is chosen twice for the same line. */
async function median(state: SessionState, deps: PlayDeps): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < runs; at++) {
    const line: Turn = { id: `n${at}`, speaker: 'user', text: `And what of boat ${at}, was the lamp lit for it?` };
    times.push(await once({ ...state, turns: [...state.turns, line] }, deps));
  }
  return times.toSorted((a, b) => a - b)[runs >> 1] ?? 0;
}

async function once(state: SessionState, deps: PlayDeps): Promise<number> {
  const start = performance.now();
  const events = prepareReply(state, newRun(deps), deps, new AbortController().signal);
  for (let next = await events.next(); !next.done; ) next = await events.next();
  return performance.now() - start;
}

function talkOf(text: string): SessionState {
  const persona = readPersona(text, 'file:///keeper.persona', {
    read: (path) => ({ ok: false, uri: path, reason: 'missing' }),
  });
  const said = Array.from({ length: turns }, (_, at): Turn => {
    const own = `Number ${at}: the lamp of night ${at % 97} was lit for boat ${at % 31}, and the log of it has ${at % 7} lines. `;
    return { id: `t${at}`, speaker: at % 2 === 0 ? 'user' : 'self', text: own.repeat(1 + (at % 5)) };
  });
  return { ...newSession('bench', persona, readRules(persona)), turns: said, tree: said };
}

const yes: ChatModel = {
  identity: { provider: 'scripted', model: 'yes', origin: undefined, label: 'yes' },
  capabilities: plainChat,
  async *chat() {
    yield { type: 'done', replies: [{ text: 'yes', finish: 'stop' }], usage: undefined, labels: [] };
  },
};
