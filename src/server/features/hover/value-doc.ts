// What `{{name}}` stands for, and where it is from.
import { plainMarkdown } from '../../../base/plain-markdown.ts';
import { nameKey } from '../../../lang/name.ts';
import type { Persona } from '../../../lang/persona.ts';
import { lookUp } from '../../../lang/values.ts';
import { fileName, shown } from './shown.ts';

/** Undefined where nothing of that name is declared. */
export function valueDoc(persona: Persona, name: string): string | undefined {
  const key = nameKey(name);
  const head = `**${plainMarkdown(`{{${name}}}`)}**`;
  const given = persona.given.find((g) => g.name.key === key || key.startsWith(`${g.name.key}.`));
  if (given) {
    const from = given.origin.uri === persona.uri ? '' : ` (inherited from ${fileName(given.origin.uri)})`;
    const value = lookUp({ [given.name.key]: given.value }, key);
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? 'there is no such part');
    return `${head} · given${from}\n\n${value === null ? '*not known yet*' : shown(text)}`;
  }
  const slot = persona.state.find((s) => s.name.key === key);
  if (slot) return `${head} · slot, ${slot.type}\n\n${shown(slot.text.value)}`;
  const tool = persona.tools.find((one) => one.name.key === key || key.startsWith(`${one.name.key}.`));
  if (tool) return `${head} · tool\n\n${shown(tool.text.value)}`;
  return Object.hasOwn(builtIn, key) ? `${head}\n\n${builtIn[key]}` : undefined;
}

const builtIn: Readonly<Record<string, string>> = {
  user: 'The name of whoever talks with the persona.',
  self: 'The name of the persona.',
  turn: 'Which reply this is, the greeting not counted.',
  stage: 'The stage of `plan` that the talk is in.',
};
