// A talk seen from the user's side: what the user said is `assistant`, what anybody else said is `user`. The mirror of what the
// persona's model is sent. Thoughts, and lines the user does not hear, are left out.
import type { Turn } from '../events.ts';

/** One message a line, in order. */
export function flipped(turns: readonly Turn[]): readonly { role: 'user' | 'assistant'; content: string }[] {
  return turns.filter(isHeard).map((turn) => {
    const { speaker, text, name } = turn;
    if (speaker === 'user') return { role: 'assistant', content: text };
    return { role: 'user', content: speaker === 'self' ? text : `${name ?? speaker}: ${text}` };
  });
}

function isHeard({ speaker, thought, heardBy }: Turn): boolean {
  if (speaker === 'user') return true;
  return !thought && (heardBy === undefined || heardBy.includes('user'));
}
