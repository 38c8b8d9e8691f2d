// A persona as the body of an agent file: what it compiles to as one text, examples written out under a heading. Persona in, text and fates out.
import { compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import type { FewShot, Piece } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import { checkedOnly } from '../checked-only.ts';
import { dropped, type Fate, mapped } from '../fate.ts';

export interface AgentBody {
  readonly text: string;
  readonly fates: readonly Fate[];
}

/** @param own the persona goes back into the file it came from: its summary is the description there, and nobody introduces it by its name alone. */
export function bodyOf(persona: Persona, own: boolean): AgentBody {
  const head = new Map([...persona.head].filter(([word]) => !own || word !== 'summary'));
  const whole = compile({ ...persona, head });
  const sections = whole.sections.filter(
    ({ name, pieces }) => !(own && name === 'identity' && textOf(pieces) === `You are ${persona.name}.`),
  );
  const [system] = render({ ...whole, sections, examples: [], reminder: undefined }, []).messages;
  const examples = whole.examples.map((shots) => shots.map(saidLine).join('\n\n'));
  const shown = examples.length === 0 ? [] : ['## Examples of how you speak', ...examples];
  const text = [system?.content ?? '', ...shown].filter((each) => each !== '').join('\n\n');
  const { greetings, lore, reminder } = whole;
  const unknown = persona.given.filter(({ value }) => value === null);
  return {
    text: text.trim(),
    fates: [
      ...(examples.length > 0
        ? [mapped(`examples (${examples.length})`, 'the heading `Examples of how you speak`')]
        : []),
      ...checkedOnly(persona),
      ...(greetings.length > 0 ? [dropped(`greetings (${greetings.length})`, 'The user speaks first there.')] : []),
      ...(lore.length > 0 ? [dropped(`lore (${lore.length})`, 'It is sent only when it comes up.')] : []),
      ...(reminder ? [dropped('`reminder`', 'Nothing is sent after the last message there.')] : []),
      ...unknown.map(({ name }) => dropped(`\`given\` ${name.text}`, 'It has no value, so what uses it is left out.')),
    ],
  };
}

function saidLine({ role, pieces }: FewShot): string {
  return `${role === 'user' ? 'User' : 'You'}: ${textOf(pieces)}`;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
