// `dramatis play FILE --scene TITLE`: a scene at the terminal. In: a session with a scene, who plays it, lines of a person in a seat. Out: how it
// ended. Without a seat it plays to its end; Ctrl-C stops it, and what was said stays.
import { plainText as plain } from '../base/plain-text.ts';
import type { PlayCommand, PlayEvent, Turn } from '../play/events.ts';
import type { Note } from '../play/notes.ts';
import { noteWords } from '../play/protocol/note-words.ts';
import { estimateScene } from '../play/scene/estimate-scene.ts';
import { nextSpeaker } from '../play/scene/next-speaker.ts';
import { actorsOf, partyName } from '../play/scene/parties.ts';
import { beganOf, endedOf } from '../play/scene/scene-notes.ts';
import { progressOf } from '../play/scene/scene-over.ts';
import { winTable } from '../play/scene/win-table.ts';
import { apply, type PlayDeps, play, type SessionState } from '../play/session.ts';
import { transcript } from '../play/transcript.ts';
import { type Paint, painter } from './colour.ts';
import type { Terminal } from './command.ts';
import type { LineReader } from './line-reader.ts';
import type { ScenePlan } from './read-scene.ts';
import { ledger } from './talk-in-terminal.ts';

/** @returns whether it failed or was stopped before its end. */
export async function sceneInTerminal(
  begin: SessionState,
  { setup, cast, arena }: ScenePlan,
  deps: PlayDeps,
  input: LineReader,
  terminal: Terminal,
): Promise<{ readonly failed: boolean }> {
  const paint = painter(terminal.colours);
  const playing = { ...deps, cast, ...(arena ? { arena } : {}) };
  let state = begin;
  const perform = async (command: PlayCommand) => {
    const stop = new AbortController();
    const release = terminal.onInterrupt(() => stop.abort());
    try {
      for await (const event of play(state, command, playing, stop.signal)) {
        const before = state;
        state = apply(state, event);
        showScene(event, before, terminal, paint);
      }
    } finally {
      release();
    }
  };
  terminal.err(`${paint('dim', plain(playedBy(state, playing)))}\n`);
  const { requests, turns } = estimateScene(setup, arena, progressOf(begin).played);
  const words = setup.protocol.words?.(setup);
  const estimate = `estimate: at most ${requests} requests for ${turns} lines${words ? ` (${words})` : ''}.`;
  terminal.err(`${paint('dim', estimate)}\n\n`);
  if (!beganOf(state)) await perform({ type: 'begin' });
  else terminal.out(`${plain(transcript(state.turns, { persona: state.persona.name, format: 'text' }))}\n`);
  const over = endedOf(state);
  if (over) terminal.out(`${paint('dim', `The scene is over. ${plain(over.why)}`)}\n`);
  await perform({ type: 'scene', act: 'on' });
  while (setup.seat !== undefined && !endedOf(state) && !terminal.signal.aborted) {
    const prompt = nextSpeaker(state) === setup.seat ? `${plain(partyName(state, setup.seat))}: ` : '> ';
    const line = (await input.next(paint('bold', prompt)))?.trim();
    if (line === undefined || line === '/quit') break;
    if (line === '') continue;
    if (line === '/end') await perform({ type: 'scene', act: 'end' });
    else if (line === '/on') await perform({ type: 'scene', act: 'on' });
    else await perform(line === '/retry' ? { type: 'retry' } : { type: 'say', text: line });
  }
  const table = winTable(state.notes);
  for (const { label, wins } of table.wins) terminal.out(`${plain(label)}: picked ${wins} of ${table.judged}\n`);
  if (table.abstained > 0) terminal.out(`abstained: ${table.abstained}\n`);
  return { failed: state.failure !== undefined || (setup.seat === undefined && !endedOf(state)) };
}

function playedBy(state: SessionState, { model, cast = {} }: PlayDeps): string {
  const seat = state.scene?.seat;
  const who = actorsOf(state).map(({ key, name, nameOnly }) => {
    if (key === seat) return `${name} by you`;
    const from = nameOnly ? ', from the name and the scene alone' : '';
    return `${name} by ${(cast[key] ?? model).identity.label}${from}`;
  });
  const keys = seat === undefined ? 'Ctrl-C stops.' : '/on, /retry, /end, /quit.';
  return `${state.scene?.scene.title?.value ?? 'A scene'}: ${who.join('; ')}. ${keys}`;
}

function showScene(event: PlayEvent, state: SessionState, terminal: Terminal, paint: Paint): void {
  const head = (turn: Turn) => {
    const name = turn.name ?? partyName(state, turn.speaker);
    return paint('bold', `${plain(name)}${turn.thought ? ' (thinks, and nobody hears it)' : ''}:`);
  };
  const told = (turn: Turn) => terminal.out(`${head(turn)} ${plain(turn.text)}\n${notesOf(turn, paint)}\n`);
  switch (event.type) {
    case 'turn': {
      // What a person has just entered stands there already.
      const entered = event.turn.speaker === state.scene?.seat && event.turn.origin === undefined;
      if (!entered || !terminal.interactive) told(event.turn);
      break;
    }
    case 'replied':
      told(event.turn);
      break;
    case 'retry': {
      const seconds = Math.ceil(event.afterMs / 1000);
      terminal.err(`${paint('yellow', `${plain(event.why)}; trying again in ${seconds} s`)}\n`);
      break;
    }
    case 'waiting':
      terminal.err(`${paint('yellow', plain(event.why))}\n`);
      break;
    case 'noted':
      if (event.note.kind === 'scene ended') {
        terminal.out(`${paint('dim', `The scene is over. ${plain(event.note.why)}`)}\n`);
        break;
      }
      learnt(event.note, state, terminal, paint);
      break;
    case 'failed':
      terminal.err(`${paint('red', plain(event.failure.message))} /retry asks again.\n\n`);
      break;
  }
}

/** What is learnt beside the lines, on lines of its own. */
function learnt(note: Note, state: SessionState, terminal: Terminal, paint: Paint): void {
  const words = noteWords(note, (key) => partyName(state, key));
  if (words === undefined) return;
  const lines = words.split('\n').map((line) => `  ${paint('dim', plain(line))}`);
  terminal.out(`${lines.join('\n')}\n`);
}

function notesOf({ labels = [], verdicts = [], finish, model }: Turn, paint: Paint): string {
  if (!model) return '';
  const notes = [...(finish === 'stopped' ? ['stopped'] : []), ...labels, ...ledger(verdicts)];
  return notes.length > 0 ? `  ${paint('dim', notes.map(plain).join(' · '))}\n` : '';
}
