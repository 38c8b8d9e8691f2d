// Who hides what from whom. In: those in the scene and the names it wants found out. Out: the two sides and the hidden parts, or why it
// cannot be played. A fact that its owner lets the other see is not hidden, and is not asked for.
import { nameKey } from '../../lang/name.ts';
import type { Fact, Named, Persona } from '../../lang/persona.ts';
import type { SourceText } from '../../lang/source-text.ts';
import { filledText } from '../protocol/filled-text.ts';
import type { StageActor } from '../protocol/stage.ts';

export interface HiddenPart {
  readonly name: string;
  /** What is so: for its owner and the comparison, never for the interviewer. */
  readonly truth: string;
}

export type HiddenSides =
  | {
      readonly ok: true;
      readonly counterpart: StageActor;
      readonly interviewer: StageActor;
      /** At least one. */
      readonly parts: readonly HiddenPart[];
      /** Names that are no hidden fact of the counterpart. */
      readonly missing: readonly string[];
    }
  | { readonly ok: false; readonly why: string };

/** The counterpart is whoever has most of the named facts, the first of equals; the interviewer is the first of the others. */
export function hiddenSides(actors: readonly StageActor[], names: readonly SourceText[]): HiddenSides {
  const counts = actors.map(({ persona }) => names.filter(({ value }) => persona && factNamed(persona, value)).length);
  const most = Math.max(0, ...counts);
  const counterpart = actors[counts.indexOf(most)];
  const interviewer = actors.find((actor) => actor !== counterpart);
  const listed = names.map(({ value }) => `“${value}”`).join(', ');
  if (!counterpart || most === 0) return { ok: false, why: `Nobody in this scene has a fact called ${listed}.` };
  if (!interviewer) return { ok: false, why: `There is nobody to find out what ${counterpart.name} keeps.` };
  const parts = names.flatMap(({ value }) => {
    const fact = counterpart.persona && factNamed(counterpart.persona, value);
    if (!fact || !counterpart.persona || isTold(fact, interviewer)) return [];
    return [{ name: fact.name?.text ?? value, truth: filledText(counterpart.persona, fact.text) }];
  });
  if (parts.length === 0) return { ok: false, why: `${interviewer.name} is told ${listed} anyway: nothing is hidden.` };
  const missing = names
    .map(({ value }) => value)
    .filter((name) => !parts.some((part) => nameKey(part.name) === nameKey(name)));
  return { ok: true, counterpart, interviewer, parts, missing };
}

function factNamed(persona: Persona, name: string): Fact | Named | undefined {
  const key = nameKey(name);
  return [...persona.knows, ...persona.about].find((fact) => fact.name?.key === key && fact.text.value !== '');
}

function isTold(fact: Fact | Named, to: StageActor): boolean {
  if (!('visibleTo' in fact)) return false;
  const names = [to.key, to.name].map(nameKey);
  return fact.visibleTo?.some((name) => names.includes(name)) ?? false;
}
