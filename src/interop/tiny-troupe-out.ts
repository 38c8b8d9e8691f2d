// A persona as a TinyTroupe agent: keys as its shipped agents have them, every other aspect under a key of its own, for keys are open there. In: the
// persona. Out: a value for JSON, and what became of everything. Source: microsoft/TinyTroupe, examples' agents.
import { valuesOf } from '../lang/compile/context.ts';
import { filledText } from '../lang/filled-text.ts';
import type { Fact, Persona } from '../lang/persona.ts';
import type { SourceText } from '../lang/source-text.ts';
import { checkedOnly } from './checked-only.ts';
import { dropped, type Fate, mapped } from './fate.ts';

const bigFive = ['openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism'];

export function tinyPerson(persona: Persona): { readonly value: unknown; readonly fates: readonly Fate[] } {
  const values = valuesOf(persona, {});
  const say = (text: SourceText | undefined) => (text ? filledText(text, values) : '');
  const fates: Fate[] = [mapped('title', '`name`')];
  const own: Record<string, unknown> = Object.create(null);
  own['name'] = persona.name;
  const put = (key: string, value: unknown, what: string) => {
    own[key] = value;
    fates.push(mapped(what, `\`${key}\``));
  };
  const role = say(persona.head.get('role'));
  const summary = say(persona.head.get('summary'));
  if (role !== '') put('occupation', { title: role, description: summary }, 'role and summary');
  else if (summary !== '') put('description', summary, 'summary');
  for (const { name, text } of persona.about) {
    const key = keyOf(name.text, own);
    const lines = say(text).split('\n');
    put(key, lines.length > 1 ? lines : typed(lines[0] ?? ''), `\`about\` ${name.text}`);
  }
  if (persona.traits.length > 0) {
    const levels = persona.traits.map((trait) => [trait.name.text, levelOf(trait.level)] as const);
    const five = levels.filter(([name]) => bigFive.includes(name.toLowerCase()));
    const traits = levels.filter(([name]) => !bigFive.includes(name.toLowerCase()));
    const big = Object.fromEntries(five.map(([name, level]) => [name.toLowerCase(), level]));
    put(
      'personality',
      { traits: traits.map(([name, level]) => `${name}: ${level}`), ...(five.length > 0 && { big_five: big }) },
      '`traits`',
    );
  }
  if (persona.voice.items.length > 0) put('style', persona.voice.items.map(say).join(' '), '`voice`');
  const sentences = persona.rules.map(({ sentence }) => say(sentence)).filter((text) => text !== '');
  if (sentences.length > 0) put('behaviors', { general: sentences }, 'sentences of `rules`');
  const open = persona.knows.filter((fact) => isSent(fact));
  const facts = [
    ...open.map((fact) => sent(fact, say(fact.text))),
    ...persona.sections.map(({ text }) => say(text)),
  ].filter((text) => text !== '');
  if (facts.length > 0) put('other_facts', facts, 'facts without keys, and `section`s');
  fates.push(...without(persona), ...checkedOnly(persona));
  return { value: { type: 'TinyPerson', persona: { ...own } }, fates };
}

/** With its name, as it is sent: it says who a relationship is with. */
function sent({ name }: Fact, text: string): string {
  return name && text !== '' ? `${name.text}: ${text}` : text;
}

function isSent({ keys, visibleTo, onlyWith }: Fact): boolean {
  return keys.length === 0 && !visibleTo && !onlyWith;
}

function without(persona: Persona): readonly Fate[] {
  const counts: readonly (readonly [string, number, string])[] = [
    ['lore', persona.knows.filter(({ keys }) => keys.length > 0).length, 'It is sent only when it comes up.'],
    [
      'facts not for everybody',
      persona.knows.filter(({ visibleTo, onlyWith }) => visibleTo || onlyWith).length,
      'An agent is told everything.',
    ],
    ['`unknown`', persona.unknown.items.length, 'An agent has no place for what it does not know.'],
    ['greetings', persona.greetings.length, 'An agent begins as its simulation has it.'],
    ['examples', persona.examples.length, 'An agent has no examples.'],
    ['slots of `state`', persona.state.length, 'The state is the simulation’s.'],
    ['`reminder`', persona.head.has('reminder') ? 1 : 0, 'Nothing is sent after the last message there.'],
  ];
  return counts.filter(([, count]) => count > 0).map(([what, count, why]) => dropped(`${what} (${count})`, why));
}

/** `long_term_goals` for `long term goals`; one that is free. */
function keyOf(name: string, own: Readonly<Record<string, unknown>>): string {
  const key = name.trim().toLowerCase().replace(/\s+/gu, '_');
  let free = key;
  for (let number = 2; free in own; number++) free = `${key}_${number}`;
  return free;
}

/** A whole number as one (`age: 41`); anything else as text. */
function typed(text: string): string | number {
  return /^(?:0|[1-9]\d{0,8})$/u.test(text) ? Number(text) : text;
}

/** The words of its shipped agents for a share; words as they are. */
function levelOf(level: number | string): string {
  if (typeof level === 'string') return level.charAt(0).toUpperCase() + level.slice(1);
  return level < 1 / 3 ? 'Low' : level > 2 / 3 ? 'High' : 'Medium';
}
