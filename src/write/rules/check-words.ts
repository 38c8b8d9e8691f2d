// What came out of trying a check, in words and as evidence. In: replies and outcomes. Out: sentences an author reads beside the patch. Pure.
import type { Evidence } from '../patch.ts';
import { shortLine } from '../short-line.ts';
import type { CheckTrial, TrialOutcome, TrialReply } from './try-check.ts';

/** One sentence: what it catches, what it lets pass, whether it tells them apart. */
export function trialInWords(clauses: readonly string[], { kept, broken, index, outcomes }: CheckTrial): string {
  const own = outcomes.filter(({ reply, right }) => reply.from !== 'model' && reply.from !== 'talk' && right === false);
  const line = `\`${clauses.join('; ')}\``;
  const counts = `catches ${broken.caught} of ${broken.of} replies that break the rule and lets ${kept.passed} of ${kept.of} pass that keep it`;
  const end =
    index === undefined
      ? ': one side has no reply, so nothing is said of how well it tells them apart.'
      : index <= 0
        ? ': it cannot tell them apart.'
        : '.';
  const wrong =
    own.length === 0 ? '' : ` It finds fault with ${own.length} line${own.length === 1 ? '' : 's'} of the file itself.`;
  return `${line} ${counts}${end}${wrong}`;
}

/** Every reply that checks were tried on: what was asked for, and which side it is on. */
export function repliesInWords(replies: readonly TrialReply[]): string {
  const lines = replies.map(({ from, told, side, reply }) => {
    const asked = told ? `, asked to ${told} the rule` : '';
    const is = side === undefined ? 'in doubt, not counted' : `${side} it`;
    return `- ${from}${asked}: ${is}: “${shortLine(reply, 80)}”`;
  });
  return `Tried on ${replies.length} replies:\n${lines.join('\n')}`;
}

/** Misses first: they are what an author has to look at. */
export function evidenceOf({ outcomes }: CheckTrial): readonly Evidence[] {
  const weight = ({ right }: TrialOutcome) => (right === false ? 0 : right === undefined ? 1 : 2);
  return [...outcomes]
    .sort((a, b) => weight(a) - weight(b))
    .map(({ reply, state, right }) => ({
      quote: reply.reply,
      found: true,
      note: `${words(reply)}; the check says ${state}: ${right === undefined ? 'in doubt' : right ? 'hit' : 'miss'}`,
      ...(reply.origin ? { origin: reply.origin } : {}),
      ...(reply.spoken ?? {}),
    }));
}

function words({ from, told, side }: TrialReply): string {
  return `${from}${told ? `, asked to ${told}` : ''}, ${side ?? 'unclear'}`;
}
