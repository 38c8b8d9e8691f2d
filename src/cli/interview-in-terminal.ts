// `dramatis play FILE --interview N`: a simulated user talks with the persona, told as it happens. In: who asks, how many lines. Out: how it
// ended. Ctrl-C stops it; what was said stays.
import { plainText as plain } from '../base/plain-text.ts';
import { UserError } from '../base/user-error.ts';
import type { PlayCommand } from '../play/events.ts';
import { apply, type PlayDeps, play, type SessionState } from '../play/session.ts';
import { type Interview, interviewRequests, needsModel } from '../play/simulated-user/interview.ts';
import type { InterviewEnd } from '../play/simulated-user/interview-notes.ts';
import { painter } from './colour.ts';
import type { Terminal } from './command.ts';
import { show } from './talk-in-terminal.ts';

const ends: Readonly<Record<InterviewEnd, string>> = {
  turns: 'all said',
  budget: 'the budget of requests is spent',
  context: 'the next request would be over the context limit',
  farewell: 'the user took leave',
  stopped: 'stopped',
  failed: 'a model failed',
  'nothing new': 'the user had nothing new to say',
};

/** @throws UserError where only the understudy is there to play the user. */
export async function interviewInTerminal(
  begin: SessionState,
  interview: Interview,
  deps: PlayDeps,
  terminal: Terminal,
): Promise<{ readonly failed: boolean }> {
  const { asker, turns } = interview;
  const user = asker.model ?? deps.model;
  if (user.identity.provider === 'understudy') throw new UserError(needsModel, 'Name an endpoint with --model.');
  const paint = painter(terminal.colours);
  const { least, most } = interviewRequests(interview);
  const played = `${plain(begin.persona.name)} by ${plain(deps.model.identity.label)}, ${plain(asker.name)} by ${plain(user.identity.label)}`;
  terminal.err(`${paint('dim', `${played}. estimate: ${least}–${most} requests.`)}\n`);
  const stop = new AbortController();
  const release = terminal.onInterrupt(() => stop.abort());
  let state = begin;
  let ended: InterviewEnd = 'failed';
  let said = 0;
  const commands: readonly PlayCommand[] = [{ type: 'begin' }, { type: 'interview', ...interview }];
  try {
    for (const command of commands) {
      for await (const event of play(state, command, deps, stop.signal)) {
        state = apply(state, event);
        if (event.type === 'turn' && event.turn.speaker === 'user') {
          const { name = asker.name, text, labels = [] } = event.turn;
          terminal.out(`${paint('bold', `${plain(name)}:`)} ${plain(text)}\n`);
          if (labels.length > 0) terminal.out(`  ${paint('dim', labels.map(plain).join(' · '))}\n`);
          terminal.out('\n');
        } else show(event, state.persona.name, terminal, paint);
        if (event.type !== 'noted' || event.note.kind !== 'interview') continue;
        said = event.note.said;
        ended = event.note.ended ?? ended;
      }
    }
  } finally {
    release();
  }
  if (state.failure?.failure.reason === 'cancelled') ended = 'stopped';
  terminal.err(`${paint('dim', `${said} of ${turns} lines: ${ends[ended]}.`)}\n`);
  return { failed: ended === 'failed' || ended === 'stopped' };
}
