// A prompt and a talk in; the messages to send out, inside a token budget, with a map back to the file and a list of what was
// dropped and why. Never drops a rule, never changes the talk, counts with the counter it is given.
import { append } from '../base/append.ts';
import type { FewShot, Lore, LoreTrace, Message, Omission, Prompt, Rendered } from './prompt.ts';
import { Content } from './render/content.ts';
import { examplesSection } from './render/examples-section.ts';
import { traceLore } from './render/lore.ts';

export interface RenderOptions {
  /** Tokens that all messages together may take. Without a counter nothing is dropped. */
  readonly budget?: number;
  readonly tokens?: (text: string) => number;
  /** The talk as it was, where what is sent of it is less or other: lore comes up by what was said. Default: what is sent. */
  readonly said?: readonly Message[];
  /** Whether the model takes a system message; true where not said. */
  readonly systemRole?: boolean;
}

interface Parts {
  readonly lore: readonly Lore[];
  readonly examples: Prompt['examples'];
}

/** Makes the messages: system, examples, the talk as it is, the reminder. Drops examples from the oldest, then lore of low priority. */
export function render(prompt: Prompt, talk: readonly Message[], options: RenderOptions = {}): Rendered {
  const systemRole = options.systemRole ?? true;
  const traces = traceLore(prompt.lore, options.said ?? talk);
  const fired = prompt.lore.filter((_, index) => traces[index]?.reason === 'sent');
  let parts: Parts = { lore: fired, examples: prompt.examples };
  const dropped: Omission[] = [];
  const count = counter(options.tokens);
  let contents = assemble(prompt, parts, talk, systemRole);
  while (options.budget !== undefined && count && count(contents) > options.budget) {
    const next = dropOne(parts, options.budget);
    if (!next) break;
    append(dropped, next.dropped);
    parts = next.parts;
    contents = assemble(prompt, parts, talk, systemRole);
  }
  return {
    messages: contents.map((content) => ({ role: content.role, content: content.text })),
    map: contents.flatMap((content, index) => content.mappings(index)),
    dropped,
    lore: [...traces.map((trace, index) => toldOf(trace, prompt.lore[index], parts.lore)), ...silent(prompt)],
    folded: !systemRole,
    tokens: count?.(contents),
  };
}

function toldOf(trace: LoreTrace, lore: Lore | undefined, kept: readonly Lore[]): LoreTrace {
  return trace.reason === 'sent' && lore && !kept.includes(lore) ? { ...trace, reason: 'budget' } : trace;
}

function silent({ silentLore }: Prompt): readonly LoreTrace[] {
  return silentLore.map(({ label, origin, reason }) => ({ label, origin, reason }));
}

/** Counts messages, each text once however often it comes back. */
function counter(tokens: RenderOptions['tokens']): ((contents: readonly Content[]) => number) | undefined {
  if (!tokens) return undefined;
  const known = new Map<string, number>();
  const one = (text: string) => {
    const count = known.get(text) ?? tokens(text);
    known.set(text, count);
    return count;
  };
  return (contents) => contents.reduce((sum, content) => sum + one(content.text), 0);
}

function dropOne(
  parts: Parts,
  budget: number,
): { readonly parts: Parts; readonly dropped: readonly Omission[] } | undefined {
  const [oldest, ...examples] = parts.examples;
  if (oldest) {
    const why = `The prompt is over its ${budget} tokens: examples go first, from the oldest.`;
    const origin = oldest.flatMap((shot) => shot.pieces).find((piece) => piece.origin)?.origin;
    return { parts: { ...parts, examples }, dropped: origin ? [{ origin: wholeExample(oldest, origin), why }] : [] };
  }
  const least = parts.lore.reduce<Lore | undefined>(
    (low, one) => (low && low.priority < one.priority ? low : one),
    undefined,
  );
  if (!least) return undefined;
  const why = `The prompt is over its ${budget} tokens: after the examples, lore of low priority goes.`;
  return {
    parts: { ...parts, lore: parts.lore.filter((one) => one !== least) },
    dropped: [{ origin: least.origin, why }],
  };
}

/** From the first to the last piece of an example that stands in the same file. */
function wholeExample(example: readonly FewShot[], first: Omission['origin']): Omission['origin'] {
  const origins = example.flatMap((shot) => shot.pieces).flatMap((piece) => piece.origin ?? []);
  const here = origins.filter((origin) => origin.uri === first.uri);
  const start = here.reduce((least, origin) => Math.min(least, origin.range.start), first.range.start);
  const end = here.reduce((most, origin) => Math.max(most, origin.range.end), first.range.end);
  return { uri: first.uri, range: { start, end } };
}

function assemble(prompt: Prompt, parts: Parts, talk: readonly Message[], systemRole: boolean): readonly Content[] {
  const system = systemContent(prompt, parts, systemRole);
  const shots = parts.examples.flat().map((shot) => new Content(shot.role).add(shot.pieces));
  const said = talk.map((message) => new Content(message.role).say(message.content));
  const contents = [...shots, ...said];
  const reminder = prompt.reminder && new Content('system').add(prompt.reminder);
  if (systemRole) return reminder ? [system, ...contents, reminder] : [system, ...contents];
  return folded(system, contents, reminder);
}

/** For models without a system role: the prompt before the first message, the reminder behind the last, both as the user's. */
function folded(system: Content, contents: readonly Content[], reminder: Content | undefined): readonly Content[] {
  const turns = contents.map((content) => (content.role === 'system' ? new Content('user').append(content) : content));
  const [first, ...rest] = turns;
  const lead = new Content('user').append(system);
  const all = first?.role === 'user' ? [lead.say('\n\n').append(first), ...rest] : [lead, ...turns];
  if (!reminder) return all;
  const last = all.at(-1);
  if (last?.role !== 'user') return [...all, new Content('user').append(reminder)];
  return [...all.slice(0, -1), last.say('\n\n').append(reminder)];
}

function systemContent(prompt: Prompt, parts: Parts, systemRole: boolean): Content {
  const content = new Content('system');
  for (const section of prompt.sections) {
    if (!content.empty) content.say('\n\n');
    if (section.title !== undefined) content.say(`## ${section.title}\n\n`);
    content.add(section.pieces);
  }
  if (parts.lore.length > 0) {
    content.say('\n\n## What comes to mind now\n\n');
    for (const [index, lore] of parts.lore.entries()) content.say(index === 0 ? '' : '\n').add(lore.pieces);
  }
  const shots = parts.examples.flat().length;
  if (shots === 0) return content;
  return content.say(examplesSection(shots, systemRole ? 'below' : 'from here on'));
}
