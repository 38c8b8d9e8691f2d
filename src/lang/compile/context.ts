// What every section of a prompt is made with: the persona, the values of this moment, who plays and who listens; and the small
// steps they share. Whatever is left out is written down with the reason.
import { nameKey } from '../name.ts';
import type { Persona, Scene, Slot } from '../persona.ts';
import type { Omission, Piece } from '../prompt.ts';
import { splitCommas } from '../slice-text.ts';
import { type Origin, originOf, type SourceText } from '../source-text.ts';
import type { Value, Values } from '../value.ts';
import { fillText } from '../values.ts';

export interface CompileOptions {
  /** Values of the moment by name: they win over those that the file declares. */
  readonly values?: Values;
  /** What the user is called. */
  readonly user?: string;
  /** All who hear the reply, each by a name or by all its names; the user alone where not said. */
  readonly listeners?: readonly (string | readonly string[])[];
  /** The scene being played. */
  readonly scene?: Scene;
  /** The key by which the scene calls this persona; `self` where it is the scene's own. */
  readonly as?: string;
  /** What other files may call this persona, beside `as` and its name. */
  readonly aka?: readonly string[];
  /** The others of the scene, by the keys it calls them: what they let this one see is sent to it. */
  readonly others?: readonly { readonly key: string; readonly persona: Persona }[];
  /** What those there beside this one are called, where it is known; else the names of the cast. */
  readonly present?: readonly string[];
  /** Whether it is to say what it thinks, apart from what it says; its examples then show thoughts. */
  readonly thinking?: boolean;
}

export interface Context {
  readonly persona: Persona;
  readonly options: CompileOptions;
  readonly values: Values;
  /** The names of each. */
  readonly listeners: readonly (readonly string[])[];
  readonly omitted: Omission[];
}

/** Begins a prompt. Slots have the value they start as, until the caller gives another. */
export function newContext(persona: Persona, options: CompileOptions): Context {
  const listeners = (options.listeners ?? ['user']).map((names) => [names].flat().map(nameKey));
  return { persona, options, values: valuesOf(persona, options), listeners, omitted: [] };
}

/** Every value that prose may use, by key: declared, of the moment, and the four that are always there. */
export function valuesOf(persona: Persona, options: CompileOptions): Values {
  const values: Record<string, Value> = Object.create(null);
  for (const tool of persona.tools) values[tool.name.key] = null;
  for (const slot of persona.state) values[slot.name.key] = startOf(slot);
  for (const given of persona.given) values[given.name.key] = given.value;
  values.user = options.user ?? 'the user';
  values.self = persona.name;
  values.turn = 1;
  values.stage = persona.plan[0]?.name.text ?? null;
  for (const [name, value] of Object.entries(options.values ?? {})) values[nameKey(name)] = value;
  return values;
}

function startOf(slot: Slot): Value {
  if (!slot.startsAs) return null;
  return slot.type === 'list' ? splitCommas(slot.startsAs).map((text) => text.value) : slot.startsAs.value;
}

/** A text with its values put in; undefined, and an omission at `origin`, where one of them is not known. */
export function prose(
  context: Context,
  text: SourceText,
  origin: Origin = originOf(text),
): readonly Piece[] | undefined {
  const { pieces, unknown } = fillText(text, context.values);
  if (unknown.length === 0) return pieces;
  context.omitted.push({ origin, why: notKnown(unknown) });
  return undefined;
}

/** The same moment with the values of another persona: what it wrote means what it means there. */
export function contextOf(context: Context, persona: Persona): Context {
  if (persona === context.persona) return context;
  const { user } = context.options;
  return { ...context, values: valuesOf(persona, user === undefined ? {} : { user }) };
}

/** Why a text with these unknown values is left out. */
export function notKnown(names: readonly string[]): string {
  const quoted = [...new Set(names)].map((name) => `\`${name}\``).join(', ');
  return quoted.includes(',') ? `The values ${quoted} are not known.` : `The value ${quoted} is not known.`;
}

/** Words of ours. */
export function frame(text: string): Piece {
  return { text, origin: undefined };
}

/** One `- ` of a list; the lines of a longer text stay under it. */
export function bullet(pieces: readonly Piece[]): readonly Piece[] {
  const inner = pieces.map((piece) => (piece.origin ? piece : frame(piece.text.replace(/\n(?!\n)/g, '\n  '))));
  return [frame('- '), ...inner];
}

/** Paragraphs or bullets, one a line. */
export function lines(parts: readonly (readonly Piece[])[]): readonly Piece[] {
  return joined(parts, '\n');
}

/** Parts with our words between them. */
export function joined(parts: readonly (readonly Piece[])[], between: string): readonly Piece[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [frame(between), ...part]));
}

/** `name: text`, the name as written. */
export function withName(
  uri: string,
  name: { text: string; range: Origin['range'] },
  text: readonly Piece[],
): readonly Piece[] {
  return [{ text: name.text, origin: { uri, range: name.range } }, frame(': '), ...text];
}
