// Who a persona is, as its file says, in the shapes that rows take: lines, or two paragraphs. In: a persona. Out: its own words, nothing added but names of
// aspects. What only others or nobody may see is not in it.
import type { Named, Persona } from '../lang/persona.ts';
import { filledText } from '../play/protocol/filled-text.ts';

/** One attribute a line: role, summary, aspects, facts that are everybody's. */
export function attributesOf(persona: Persona): readonly string[] {
  const { head, about, knows } = persona;
  return [
    ...['role', 'summary'].flatMap((word) => filled(head.get(word)?.value)),
    ...about.flatMap((one) => named(persona, one)),
    ...knows.flatMap(({ name, text, onlyWith }) => (onlyWith ? [] : named(persona, { name, text }))),
  ];
}

/** What is so, and how they are and speak. Empty where the file does not say. */
export function profileOf(persona: Persona): { readonly facts: string; readonly character: string } {
  const { traits, voice } = persona;
  const character = [
    ...traits.map(({ name, level }) => `${name.text}: ${level}`),
    ...voice.items.flatMap((one) => filled(one.value)),
    ...[voice.register, voice.length].flatMap((one) => filled(one?.value)),
  ];
  return { facts: attributesOf(persona).join(' '), character: character.join(' ') };
}

function named(persona: Persona, { name, text }: Pick<Named, 'text'> & { readonly name: Named['name'] | undefined }) {
  return filled(filledText(persona, text)).map((said) => (name ? `${name.text}: ${said}` : said));
}

/** In one line, however many it takes in the file. */
function filled(text: string | undefined): readonly string[] {
  const said = text?.replace(/\s+/gu, ' ').trim() ?? '';
  return said === '' ? [] : [said];
}
