// Everything a persona's file offers to say, as passages: what each is about, what is said, and where it came from.
// Nothing is left out for being secret: what must not be said is a matter of the rules, which judge every reply.
import { own } from '../base/own.ts';
import type { Persona } from '../lang/persona.ts';
import type { SourceText } from '../lang/source-text.ts';
import type { Values } from '../lang/value.ts';
import { fillText } from '../lang/values.ts';
import { splitSentences } from '../rules/witness/split-sentences.ts';
import { inFirstPerson } from './first-person.ts';

export type PassageKind =
  | 'example'
  | 'fact'
  | 'lore'
  | 'about'
  | 'self'
  | 'section'
  | 'boundary'
  | 'greeting'
  | 'opening';

export interface Passage {
  readonly id: number;
  readonly kind: PassageKind;
  /** What it is found by. */
  readonly about: string;
  /** What is said. For a boundary: nothing, the decline is said. */
  readonly say: string;
  /** Lore: said when one of these comes up, and one of `also`, where there are any. Texts or `/patterns/`. */
  readonly keys: readonly string[];
  readonly also: readonly string[];
}

/** Words by which people ask for an aspect, beside its name. */
const askedAs: Readonly<Record<string, string>> = {
  age: 'old born years',
  career: 'job work profession occupation',
  job: 'work profession occupation career',
  occupation: 'job work profession career',
  home: 'live from where house town city',
  family: 'brother sister mother father parents wife husband children married siblings',
  skills: 'good talents able abilities skilled',
  hobbies: 'free time fun interests hobby',
  likes: 'love favourite favorite enjoy',
  dislikes: 'hate detest dislike',
  education: 'study studied school university degree learn',
  aspiration: 'dream goal hope wish future ambition',
};

/**
 * The passages of a persona in the order of its file's blocks, values filled in. One whose values are not known is left out.
 * `age`: how an age is said in the persona's language, `%` being the number.
 */
export function passagesOf(persona: Persona, values: Values, age: string | undefined): Passage[] {
  const found: Omit<Passage, 'id'>[] = [];
  const names = [persona.name, ...persona.name.split(/\s+/).filter((part) => part.length > 2)];
  const say = (text: SourceText) => filled(text, values);
  const add = (
    kind: PassageKind,
    about: string,
    text: string | undefined,
    lore: { keys?: readonly string[]; also?: readonly string[] } = {},
  ) => {
    if (text?.trim()) found.push({ kind, about, say: text.trim(), keys: lore.keys ?? [], also: lore.also ?? [] });
  };

  for (const example of persona.examples) {
    let asked: string[] = [];
    let answer: string[] = [];
    const close = () => add('example', asked.join('\n'), answer.join('\n\n'));
    for (const line of example.lines.filter((one) => !one.thought)) {
      const text = say(line.text);
      if (text === undefined) continue;
      if (line.speaker === 'self') answer.push(text);
      else {
        if (answer.length > 0) {
          close();
          asked = [];
          answer = [];
        }
        asked.push(text);
      }
    }
    close();
  }
  for (const fact of persona.knows) {
    const text = say(fact.text);
    if (text === undefined) continue;
    const [keys, also] = [fact.keys, fact.also].map((texts) => texts.flatMap((key) => say(key)?.trim() || []));
    const plain = [...(keys ?? []), ...(also ?? [])].filter((key) => !key.startsWith('/'));
    const about = `${fact.name?.text ?? ''} ${text} ${plain.join(' ')}`;
    add(keys?.length ? 'lore' : 'fact', about, inFirstPerson(text, names), { keys, also });
  }
  const role = persona.head.get('role');
  const roleText = role && say(role);
  add(
    'self',
    `${persona.name} role job work profession occupation ${roleText ?? ''}`,
    selfText(persona.name, roleText),
  );
  const summary = persona.head.get('summary');
  const summaryText = summary && say(summary);
  if (summaryText) add('self', summaryText, inFirstPerson(summaryText, names));
  for (const aspect of persona.about) {
    const text = say(aspect.text);
    if (!text) continue;
    const { key, text: name } = aspect.name;
    const said = age && key === 'age' && /^\d+$/.test(text) ? age.replace('%', text) : aspectText(name, text, names);
    add('about', `${name} ${own(askedAs, key) ?? ''} ${text}`, said);
  }
  for (const { parts } of persona.instructions) {
    for (const { title, text } of parts)
      for (const part of partsOf(text.value)) add('section', `${title ?? ''} ${part}`, part);
  }
  for (const section of persona.sections) {
    for (const part of partsOf(say(section.text) ?? '')) {
      add('section', `${section.title?.value ?? ''} ${part}`, inFirstPerson(part, names));
    }
  }
  for (const item of persona.unknown.items) add('boundary', say(item) ?? '', say(item));
  for (const greeting of persona.greetings) {
    const text = say(greeting);
    add('greeting', '', text);
    for (const sentence of splitSentences(text ?? '')) add('opening', sentence, sentence);
  }
  return found.map((passage, id) => ({ ...passage, id }));
}

/** A text with its values put in; undefined where one is not known. */
export function filled(text: SourceText, values: Values): string | undefined {
  const { pieces, unknown } = fillText(text, values);
  return unknown.length > 0 ? undefined : pieces.map((piece) => piece.text).join('');
}

function selfText(name: string, role: string | undefined): string {
  const wide = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(name + (role ?? ''));
  const [comma, stop] = wide ? ['，', '。'] : [', ', '.'];
  return role ? `${name}${comma}${role.replace(/[.。\s]+$/, '')}${stop}` : `${name}${stop}`;
}

/** Prose in parts that can be said by themselves: list items without their marks, paragraphs of a few sentences; no headings. */
function partsOf(prose: string): string[] {
  const parts: string[] = [];
  for (const paragraph of prose.split(/\n\s*\n|\n(?=\s*(?:[-*+•]|\d+[.)])\s)/)) {
    const text = paragraph.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '').trim();
    if (/^(?:#|```|\|)/.test(text)) continue;
    let part = '';
    for (const sentence of splitSentences(text)) {
      if (part !== '' && part.length + sentence.length > 240) {
        parts.push(part);
        part = '';
      }
      part = part === '' ? sentence : `${part} ${sentence}`;
    }
    if (part !== '') parts.push(part);
  }
  return parts;
}

/** An aspect of several words is said as a sentence; a bare value or list with its name, since `41.` alone answers little. */
function aspectText(name: string, text: string, names: readonly string[]): string {
  const turned = inFirstPerson(text, names);
  if (turned !== text || /[.!?。！？]\s*$/.test(text) || text.includes('\n')) return turned;
  if (/^[\p{Lu}\p{N}]/u.test(text) && text.split(/\s+/).length >= 4) return `${text}.`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${text}.`;
}
