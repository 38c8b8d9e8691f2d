// A text of a persona as its own model would be sent it: values put in. One that is not known leaves the text as written.
import { valuesOf } from '../../lang/compile/context.ts';
import type { Persona } from '../../lang/persona.ts';
import type { SourceText } from '../../lang/source-text.ts';
import { fillText } from '../../lang/values.ts';

export function filledText(persona: Persona, text: SourceText): string {
  const { pieces, unknown } = fillText(text, valuesOf(persona, {}));
  return unknown.length > 0 ? text.value : pieces.map((piece) => piece.text).join('');
}
