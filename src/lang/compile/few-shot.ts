// Examples as messages of a talk. What is thought is not sent, since a model would learn to say it, unless it is asked for thoughts. An example
// with a value that is not known is left out whole, for half a dialogue teaches the wrong thing.
import { append } from '../../base/append.ts';
import type { Example, Line } from '../persona.ts';
import type { FewShot, Piece } from '../prompt.ts';
import { saysMark, thinksMark } from '../thinking.ts';
import { fillText } from '../values.ts';
import { type Context, frame, notKnown } from './context.ts';

/** One list of messages an example that has any. Lines of one side that follow each other are one message. */
export function fewShot(context: Context): readonly (readonly FewShot[])[] {
  return context.persona.examples.flatMap((example) => {
    const messages = exampleMessages(context, example);
    return messages.length === 0 ? [] : [messages];
  });
}

function exampleMessages(context: Context, example: Example): readonly FewShot[] {
  const thinks = context.options.thinking === true;
  const messages: { role: FewShot['role']; pieces: Piece[] }[] = [];
  const heard = example.lines.filter((line) => isHeard(context, line));
  const unknown = heard.flatMap((line) => fillText(line.text, context.values).unknown);
  if (unknown.length > 0) {
    context.omitted.push({ origin: example.origin, why: notKnown(unknown) });
    return [];
  }
  for (const line of heard) {
    const role = line.speaker === 'self' ? 'assistant' : 'user';
    const pieces = asShown(context, line);
    const last = messages.at(-1);
    if (last?.role === role) append(last.pieces, [frame(thinks && role === 'assistant' ? '\n' : '\n\n'), ...pieces]);
    else messages.push({ role, pieces: [...pieces] });
  }
  return messages;
}

/** Where thoughts are shown, the persona's lines have the marks that its answers are to have. */
function asShown(context: Context, line: Line): readonly Piece[] {
  const { pieces } = fillText(line.text, context.values);
  if (line.speaker === 'narrator') return [frame('('), ...pieces, frame(')')];
  if (line.speaker !== 'self' || !context.options.thinking) return pieces;
  return [frame(`${line.thought ? thinksMark : saysMark} `), ...pieces];
}

function isHeard(context: Context, line: Line): boolean {
  if (line.text.value === '') return false;
  if (line.thought && !context.options.thinking) {
    context.omitted.push({ origin: line.origin, why: 'A thought: nobody hears it.' });
    return false;
  }
  if (['user', 'self', 'narrator'].includes(line.speaker)) return true;
  context.omitted.push({ origin: line.origin, why: `Nobody called \`${line.name.text}\` speaks here.` });
  return false;
}
