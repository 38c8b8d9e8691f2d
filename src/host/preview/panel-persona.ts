// A persona in the few facts that the panel shows of it. Pure.
import type { Persona } from '../../lang/persona.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import type { PanelPersona } from '../../wire/preview-protocol.ts';

const mostStarters = 3;

export interface FileState {
  readonly file: string;
  readonly errors: number;
  readonly older: boolean;
  readonly missing: boolean;
}

/** What the header, the notices and an empty talk say. */
export function panelPersona(
  persona: Persona,
  book: RuleBook,
  { file, errors, older, missing }: FileState,
): PanelPersona {
  return {
    name: persona.name,
    file,
    role: oneLine(persona.head.get('role')?.value),
    problems: errors,
    older,
    greetings: persona.greetings.length,
    rules: book.rules.length,
    starters: startersOf(persona),
    missing,
  };
}

/** First lines of the user in tests and examples: what the author expects to be asked. */
function startersOf(persona: Persona): string[] {
  const first = [...persona.examples, ...persona.tests].flatMap(({ lines }) => {
    const line = lines.find((one) => !one.thought);
    return line?.speaker === 'user' ? [line.text.value] : [];
  });
  return [...new Set(first)].filter((line) => line.trim() !== '' && line.length <= 200).slice(0, mostStarters);
}

function oneLine(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, ' ').trim() || undefined;
}
