// A talk at the terminal: reads lines, plays them, prints what happens as it happens. Where somebody sits there, a line entered while the
// persona speaks interrupts it; lines that are piped in wait their turn. Returns how it ended.
import { plainText as plain } from '../base/plain-text.ts';
import type { PlayCommand, PlayEvent } from '../play/events.ts';
import { apply, type PlayDeps, play, type SessionState } from '../play/session.ts';
import { transcript } from '../play/transcript.ts';
import { interruption } from '../play/turns/interrupted.ts';
import type { Verdict } from '../rules/verdict.ts';
import { type Paint, painter } from './colour.ts';
import type { Terminal } from './command.ts';
import { curlLine } from './curl-line.ts';
import type { LineReader } from './line-reader.ts';
import { contextText } from './memory-in-terminal.ts';

/**
 * @param keyVariable where the key of the endpoint was read from, for `/curl`.
 * @returns the last state, and whether the last reply failed.
 */
export async function talkInTerminal(
  begin: SessionState,
  deps: PlayDeps,
  input: LineReader,
  terminal: Terminal,
  keyVariable?: string,
): Promise<{ readonly state: SessionState; readonly failed: boolean }> {
  const paint = painter(terminal.colours);
  let state = begin;
  const heard = new Ahead(input);
  const perform = async (command: PlayCommand) => {
    const stop = new AbortController();
    const release = terminal.onInterrupt(() => stop.abort());
    const playing = (async () => {
      for await (const event of play(state, command, deps, stop.signal)) {
        state = apply(state, event);
        show(event, state.persona.name, terminal, paint);
      }
    })();
    try {
      if (terminal.interactive) await heard.speechDuring(playing, (reason) => stop.abort(reason));
      await playing;
    } finally {
      release();
    }
  };
  terminal.err(
    `${paint('dim', `${plain(state.persona.name)}, played by ${plain(deps.model.identity.label)}. /retry, /sent, /context, /curl, /quit.`)}\n`,
  );
  if (state.turns.length === 0) await perform({ type: 'begin' });
  else terminal.out(`${plain(transcript(state.turns, { persona: state.persona.name, format: 'text' }))}\n`);
  for (;;) {
    const line = await nextLine(heard, terminal, paint);
    if (line === undefined || line.trim() === '/quit') break;
    if (line.trim() === '') continue;
    if (line.trim() === '/sent') terminal.err(sent(state));
    else if (line.trim() === '/context') terminal.err(contextText(state));
    else if (/^\/curl\b/.test(line.trim()))
      terminal.err(curlLine(state.requests.at(-1), line.trim().slice(5).trim(), keyVariable));
    else await perform(commandOf(line));
  }
  return { state, failed: state.failure !== undefined };
}

/** What a line asks for; one that is no command of ours is said. */
function commandOf(line: string): PlayCommand {
  switch (line.trim()) {
    case '/retry':
      return { type: 'retry' };
    case '/forget':
      return { type: 'clear-memory' };
    case '/end':
      return { type: 'end-session' };
    default:
      return { type: 'say', text: line };
  }
}

/** Ctrl-C between replies ends the talk. */
function nextLine(heard: Ahead, terminal: Terminal, paint: Paint): Promise<string | undefined> {
  if (terminal.signal.aborted) return Promise.resolve(undefined);
  const interrupted = new Promise<undefined>((resolve) =>
    terminal.signal.addEventListener('abort', () => resolve(undefined), { once: true }),
  );
  return Promise.race([heard.next(paint('bold', 'you: '), terminal), interrupted]);
}

/** Lines that may be entered before they are asked for. */
class Ahead {
  readonly #input: LineReader;
  #waiting: Promise<string | undefined> | undefined;

  constructor(input: LineReader) {
    this.#input = input;
  }

  async next(prompt: string, terminal: Terminal): Promise<string | undefined> {
    if (this.#waiting && terminal.interactive) terminal.out(prompt);
    this.#waiting ??= this.#input.next(prompt);
    const line = await this.#waiting;
    this.#waiting = undefined;
    return line;
  }

  /** Listens until `playing` has ended. A line ends it, and is the next one; an empty one, `/sent`, `/context` and `/curl` do not. */
  async speechDuring(playing: Promise<void>, stop: (reason?: string) => void): Promise<void> {
    const over = playing.then(
      () => 'over' as const,
      () => 'over' as const,
    );
    for (;;) {
      this.#waiting ??= this.#input.next('');
      const came = await Promise.race([over, this.#waiting.then((line) => ({ line }))]);
      if (came === 'over') return;
      const line = came.line?.trim();
      if (line === '') this.#waiting = undefined;
      else {
        if (line !== undefined && !/^\/(?:sent|curl|context)\b/.test(line))
          stop(line.startsWith('/') ? undefined : interruption);
        return;
      }
    }
  }
}

/** Prints an event of the persona's side. */
export function show(event: PlayEvent, name: string, terminal: Terminal, paint: Paint): void {
  switch (event.type) {
    case 'turn':
      if (event.turn.speaker === 'self')
        terminal.out(`${paint('bold', `${plain(name)}:`)} ${plain(event.turn.text)}\n\n`);
      break;
    case 'asked':
      // A step gives no line.
      if (event.turn === undefined) break;
      terminal.out(`${paint('bold', `${plain(name)}:`)} `);
      break;
    case 'text':
      terminal.out(plain(event.text));
      break;
    case 'retry':
      terminal.err(
        `\n${paint('yellow', `${plain(event.why)}; trying again in ${Math.ceil(event.afterMs / 1000)} s`)}\n`,
      );
      break;
    case 'waiting':
      terminal.err(`\n${paint('yellow', plain(event.why))}\n`);
      break;
    case 'replied': {
      const stopped = event.turn.finish === 'stopped' ? ['stopped'] : [];
      const notes = [...stopped, ...(event.turn.labels ?? []), ...ledger(event.turn.verdicts ?? [])];
      terminal.out(`${notes.length > 0 ? `\n  ${paint('dim', notes.map(plain).join(' · '))}` : ''}\n\n`);
      break;
    }
    case 'noted':
      if (event.note.kind === 'memory')
        terminal.err(`${paint('dim', `remembers ${plain(event.note.memory.id)}: ${plain(event.note.memory.text)}`)}\n`);
      if (event.note.kind === 'session')
        terminal.err(
          `${paint('dim', `Session ${event.note.session} with ${plain(event.note.partner)} has ended.`)}\n\n`,
        );
      if (event.note.kind === 'cleared') terminal.err(`${paint('dim', 'What was said so far is sent no more.')}\n\n`);
      break;
    case 'failed':
      terminal.out('\n');
      terminal.err(`${paint('red', plain(event.failure.message))} /retry asks again.\n\n`);
      break;
  }
}

/** "3 kept", "1 broken: secret (why)" … in the order that matters. */
export function ledger(verdicts: readonly Verdict[]): string[] {
  const count = (state: Verdict['state']) => verdicts.filter((v) => v.state === state).length;
  const broken = verdicts.filter((v) => v.state === 'broken').map((v) => `broken: ${v.rule} (${v.why})`);
  const rest = (['kept', 'unsure', 'idle'] as const).flatMap((state) =>
    count(state) > 0 ? [`${count(state)} ${state}`] : [],
  );
  return [...broken, ...rest];
}

function sent(state: SessionState): string {
  const request = state.requests.at(-1);
  if (!request) return 'Nothing was sent yet.\n';
  const { messages, tokens, dropped } = request;
  const text = messages.map((m) => `[${m.role}]\n${plain(m.content)}`).join('\n\n');
  const notes = [
    ...(tokens === undefined ? [] : [`${tokens} tokens`]),
    ...dropped.map((d) => `left out: ${plain(d.why)}`),
  ];
  return `${text}\n${notes.join('\n')}\n`;
}
