// Lines of an example, scene or test as the opening of a talk. Thoughts, and lines that the persona may not hear, are left out.
import { valuesOf } from '../lang/compile/context.ts';
import { filledText } from '../lang/filled-text.ts';
import { nameKey } from '../lang/name.ts';
import type { Example, Line, Persona, Test } from '../lang/persona.ts';
import type { Origin } from '../lang/source-text.ts';
import type { Values } from '../lang/value.ts';
import type { SessionOptions } from './session-state.ts';

export interface OpeningLine {
  readonly speaker: 'user' | 'self';
  readonly text: string;
  readonly origin: Origin;
}

/**
 * What *Play here* begins with: the lines of `dialogue`, up to and with the one that holds `until`, an offset into the
 * persona's file (default: all). Narrator and cast are heard as the user, under their names; what one side says without a
 * break between other voices is one line, since models answer turns. Values are put in; one not known stays as written.
 */
export function openingOf(
  persona: Persona,
  dialogue: Example | Test,
  until = Number.POSITIVE_INFINITY,
  options: SessionOptions = {},
): OpeningLine[] {
  const values = valuesOf(persona, { user: options.user, values: { ...valuesGiven(dialogue), ...options.values } });
  const heard = dialogue.lines.filter(
    (line) => !line.thought && hears(persona, line) && line.origin.range.start <= until,
  );
  const opening: OpeningLine[] = [];
  let voiced = false;
  for (const line of heard) {
    const speaker = line.speaker === 'self' ? 'self' : 'user';
    const other = speaker === 'user' && line.speaker !== 'user';
    const said = filledText(line.text, values);
    const text = other ? `${line.name.text}: ${said}` : said;
    const last = opening.at(-1);
    if (last?.speaker === 'user' && speaker === 'user' && (voiced || other)) {
      opening[opening.length - 1] = { ...last, text: `${last.text}\n\n${text}` };
    } else {
      opening.push({ speaker, text, origin: line.origin });
    }
    voiced = other;
  }
  return opening;
}

/** The values that a test gives for the whole of it: options of the session that plays it. */
export function valuesGiven(dialogue: Example | Test): Values {
  if (!('given' in dialogue)) return {};
  return Object.fromEntries(dialogue.given.map((given) => [given.name.key, given.value]));
}

function hears(persona: Persona, line: Line): boolean {
  if (line.visibleTo === undefined || line.speaker === 'self') return true;
  return line.visibleTo.includes('self') || line.visibleTo.includes(nameKey(persona.name));
}
