// The lines of a `test` as steps: what the model hears, and the same lines as rules see them. Plays and judges nothing.
import { valuesOf } from '../lang/compile/context.ts';
import { filledText } from '../lang/filled-text.ts';
import type { Line, Persona, Test } from '../lang/persona.ts';
import type { Values } from '../lang/value.ts';
import { openingOf } from '../play/opening.ts';
import type { TalkMessage } from '../rules/verdict.ts';
import type { Step } from './suite-case.ts';

/** One step a line; what narrator and cast say one after the other is one step. Values are put in. */
export function stepsOf(persona: Persona, test: Test, values: Values): readonly Step[] {
  const opening = openingOf(persona, test, undefined, { values });
  const all = valuesOf(persona, { values });
  const said = test.lines.filter((line) => !line.thought);
  return opening.map(({ speaker, text, origin }, index) => {
    const next = opening[index + 1]?.origin.range.start ?? Number.POSITIVE_INFINITY;
    const { start } = origin.range;
    const lines = said.filter((line) => line.origin.range.start >= start && line.origin.range.start < next);
    return { speaker, text, origin, heard: lines.map((line) => messageOf(line, all)) };
  });
}

/** Whether the model answers the step at `index`. */
export function isAnswered(steps: readonly Step[], index: number): boolean {
  return steps[index]?.speaker === 'user' && steps[index + 1]?.speaker !== 'self';
}

function messageOf(line: Line, values: Values): TalkMessage {
  const content = filledText(line.text, values);
  if (line.speaker === 'self') return { role: 'assistant', content };
  return line.speaker === 'user' ? { role: 'user', content } : { role: 'user', content, name: line.speaker };
}
