// A persona and the values of the moment in; the prompt out: ordered, named sections whose every piece says where it came from,
// and a list of what was left out and why. The same in, the same out: nothing here looks at a clock, a file or a model.
import { about, ownSections, voice } from './compile/about.ts';
import { type CompileOptions, type Context, newContext, prose } from './compile/context.ts';
import { fewShot } from './compile/few-shot.ts';
import { identity } from './compile/identity.ts';
import { instructions } from './compile/instructions.ts';
import { boundary, knowledge } from './compile/knowledge.ts';
import { rules } from './compile/rules.ts';
import { scene } from './compile/scene.ts';
import { state } from './compile/state.ts';
import { traits } from './compile/traits.ts';
import type { Persona } from './persona.ts';
import type { Piece, Prompt } from './prompt.ts';

export type { CompileOptions } from './compile/context.ts';

/** Compiles what this actor is to be told, now. What it may not see is not in it, in no form. */
export function compile(persona: Persona, options: CompileOptions = {}): Prompt {
  const context = newContext(persona, options);
  const first = identity(context);
  const own = ownSections(context);
  const life = [...about(context), ...traits(context), ...voice(context)];
  const known = knowledge(context);
  const sections = [
    first,
    ...instructions(context),
    ...own,
    ...life,
    ...known.sections,
    ...boundary(context),
    ...rules(context),
    ...state(context),
    ...scene(context),
  ];
  return {
    sections,
    lore: known.lore,
    silentLore: known.silent,
    examples: fewShot(context),
    greetings: greetings(context),
    reminder: reminder(context),
    omitted: context.omitted,
  };
}

function greetings(context: Context): readonly (readonly Piece[])[] {
  return context.persona.greetings.flatMap((greeting) => {
    const pieces = prose(context, greeting);
    return pieces ? [pieces] : [];
  });
}

function reminder(context: Context): readonly Piece[] | undefined {
  const text = context.persona.head.get('reminder');
  return text && prose(context, text);
}
