// A text of a persona as its own model would be sent it: values put in. One that is not known leaves the text as written.
import { valuesOf } from '../../lang/compile/context.ts';
import { filledText as filled } from '../../lang/filled-text.ts';
import type { Persona } from '../../lang/persona.ts';
import type { SourceText } from '../../lang/source-text.ts';

export function filledText(persona: Persona, text: SourceText): string {
  return filled(text, valuesOf(persona, {}));
}
