// A persona in, what a card can say of it out, and what becomes of the rest: life, traits, voice, boundary and rules go into the description as
// they are sent to a model; what is only checked or played has no place in a card.

import { valuesOf } from '../../lang/compile/context.ts';
import { compile } from '../../lang/compile.ts';
import { filledText } from '../../lang/filled-text.ts';
import { nameKey } from '../../lang/name.ts';
import type { Fact, Persona } from '../../lang/persona.ts';
import type { SectionName } from '../../lang/prompt.ts';
import type { SourceText } from '../../lang/source-text.ts';
import { checkedOnly } from '../checked-only.ts';
import { dropped, type Fate, mapped } from '../fate.ts';
import { type CardFact, type CardParts, sectionTitles } from './card-parts.ts';
import type { SpokenLine } from './example-messages.ts';
import { factNames } from './fact-names.ts';

export interface PartsOfPersona {
  readonly parts: CardParts;
  readonly fates: readonly Fate[];
}

/** The two values that a card's reader puts in itself, and two that are others at each turn and stay words. */
const macros = { user: '{{user}}', values: { self: '{{self}}', turn: '{{turn}}', stage: '{{stage}}' } };

export function partsOfPersona(persona: Persona): PartsOfPersona {
  const values = valuesOf(persona, macros);
  const say: Say = (text) => (text ? filledText(text, values) : '');
  const head = (word: string) => say(persona.head.get(word));
  const titled = (title: string) =>
    persona.sections
      .filter((section) => nameKey(section.title?.value ?? '') === nameKey(title))
      .map(({ text }) => say(text))
      .join('\n\n');
  const parts: CardParts = {
    name: persona.name,
    description: [head('role'), head('summary'), titled(''), ...otherSections(persona, say), ...sentSections(persona)]
      .filter((text) => text !== '')
      .join('\n\n'),
    personality: titled(sectionTitles.personality),
    scenario: titled(sectionTitles.scenario),
    systemPrompt: titled(sectionTitles.systemPrompt),
    reminder: head('reminder'),
    greetings: persona.greetings.map(say).filter((text) => text !== ''),
    dialogues: persona.examples.map(({ lines }) =>
      lines.filter(({ thought }) => !thought).map((line) => spoken(line, say)),
    ),
    exampleText: titled(sectionTitles.exampleText),
    tags: persona.tags.map(({ value }) => value),
    author: head('author'),
    version: head('version'),
    facts: factsOf(persona.knows, say),
  };
  return { parts, fates: [...fatesOf(persona), ...notFilledIn(parts)] };
}

function notFilledIn(parts: CardParts): readonly Fate[] {
  const said = JSON.stringify(parts);
  return [macros.values.turn, macros.values.stage]
    .filter((value) => said.includes(value))
    .map((value) => mapped(value, 'Nobody fills it in there: a model reads the words as they stand.'));
}

/** A text with the values of the file put in. */
type Say = (text: SourceText | undefined) => string;

/** Instructions of another tool's file, and sections under a title that no field stands for. */
function otherSections(persona: Persona, say: Say): readonly string[] {
  const fields = new Set(['', ...Object.values(sectionTitles)].map(nameKey));
  const own = persona.sections
    .filter(({ title }) => !fields.has(nameKey(title?.value ?? '')))
    .map(({ title, text }) => `${say(title)}\n${say(text)}`);
  return [...persona.instructions.map(({ text }) => text.value), ...own];
}

const inDescription: readonly SectionName[] = ['about', 'traits', 'voice', 'boundary', 'rules'];

function sentSections(persona: Persona): readonly string[] {
  const { sections } = compile(persona, macros);
  return sections
    .filter(({ name }) => inDescription.includes(name))
    .map(({ title, pieces }) => {
      const text = pieces.map((piece) => piece.text).join('');
      return title === undefined ? text : `${title}\n${text}`;
    });
}

function spoken(line: Persona['examples'][number]['lines'][number], say: Say): SpokenLine {
  const { speaker } = line;
  const text = say(line.text);
  if (speaker === 'user' || speaker === 'self') return { speaker, text };
  return { speaker: 'narrator', text: speaker === 'narrator' ? text : `${line.name.text}: ${text}` };
}

/** Facts that everybody's model may be sent; those without a name are called by how they begin. */
function factsOf(knows: readonly Fact[], say: Say): readonly CardFact[] {
  const open = knows.filter(({ visibleTo, onlyWith, text }) => !visibleTo && !onlyWith && text.value !== '');
  // Those with a name first: how another fact begins takes nobody's name.
  const ordered = [...open.filter(({ name }) => name), ...open.filter(({ name }) => !name)];
  const names = factNames(
    ordered.map(({ name, text }) => name?.text ?? text.value.split(/\s+/u).slice(0, 4).join(' ')),
  );
  const nameOf = new Map(ordered.map((fact, index) => [fact, names[index] as string]));
  return open.map((fact) => ({ ...partsOf(fact, say), name: nameOf.get(fact) as string }));
}

function partsOf({ text, keys, also, priority }: Fact, say: Say): Omit<CardFact, 'name'> {
  return {
    text: say(text),
    keys: keys.map(({ value }) => value),
    also: also.map(({ value }) => value),
    priority,
  };
}

function fatesOf(persona: Persona): readonly Fate[] {
  const fates: Fate[] = [];
  const into = (what: string, is: boolean) => is && fates.push(mapped(what, '`description`, as it is sent to a model'));
  const out = (what: string, count: number, why: string) => count > 0 && fates.push(dropped(`${what} (${count})`, why));
  into('instructions of an agent file', persona.instructions.length > 0);
  into('role', persona.head.has('role'));
  into('summary', persona.head.has('summary'));
  into('`about`', persona.about.length > 0);
  into('`traits`', persona.traits.length > 0);
  into('`voice`', persona.voice.items.length > 0);
  into('`unknown`', persona.unknown.items.length > 0);
  into('sentences of `rules`', persona.rules.length > 0);
  fates.push(...checkedOnly(persona));
  const hidden = persona.knows.filter(({ visibleTo, onlyWith }) => visibleTo || onlyWith);
  out('facts not for everybody', hidden.length, 'In a card everybody is told everything.');
  const thoughts = persona.examples.flatMap(({ lines }) => lines).filter(({ thought }) => thought);
  out('thoughts in examples', thoughts.length, 'A card has no place for them.');
  out('slots of `state`', persona.state.length, 'A card has no state.');
  return fates;
}
