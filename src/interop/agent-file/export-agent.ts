// A persona as an agent file: a new one, or the one it came from with what differs changed and everything else the bytes it was. In: the persona and the
// file, if any. Out: the bytes and what became of everything, or why nothing is written.
import { onOneLine } from '../../lang/one-line.ts';
import type { Persona } from '../../lang/persona.ts';
import { readPersona } from '../../lang/read-persona.ts';
import { dropped, type Fate, kept, mapped } from '../fate.ts';
import type { Exported, WriteOptions } from '../format.ts';
import { noFiles } from '../no-files.ts';
import { textOf } from '../text-of.ts';
import type { AgentFileKind } from './agent-file.ts';
import { bodyOf } from './body-of.ts';
import { changeFrontMatter, type NewEntry } from './change-front-matter.ts';
import { changeLines } from './change-lines.ts';
import { importAgent } from './import-agent.ts';
import { longestOfSkill, longestPrompt } from './limits.ts';
import { type AgentText, readAgentText, textUnder } from './read-agent-text.ts';
import { isSkillName, skillNameOf } from './skill-name.ts';

export function exportAgent(persona: Persona, kind: AgentFileKind, { original, folder }: WriteOptions): Exported {
  if (!original) return newAgent(persona, kind, folder);
  const file = readAgentText(textOf(original));
  return file.ok ? changeAgent(persona, kind, file, folder) : file;
}

function newAgent(persona: Persona, kind: AgentFileKind, folder: string | undefined): Exported {
  const name = kind === 'skill' ? (folder ?? skillNameOf(persona.name)) : onOneLine(persona.name);
  if (kind === 'skill' && !isSkillName(name)) return { ok: false, reason: whyNoSkillName(name || persona.name) };
  const described = descriptionOf(persona) || onOneLine(persona.head.get('role')?.value ?? '');
  const refused = whyNoDescription(kind, described);
  if (refused !== undefined) return { ok: false, reason: refused };
  const body = bodyOf(persona, false);
  const read = readAgentText(`---\n---\n\n${body.text}\n`);
  const entries: NewEntry[] = [
    ...(name === '' ? [] : [{ key: 'name', value: name } as const]),
    ...(described === '' ? [] : [{ key: 'description', value: described } as const]),
  ];
  const written = read.ok ? changeFrontMatter(read, entries) : read;
  if ('reason' in written) return { ok: false, reason: written.reason };
  const fates = [
    mapped('name', kind === 'skill' ? `\`name\`, as its folder is called: ${name}` : '`name`'),
    described === ''
      ? dropped('`description`', 'The persona has no `summary`. GitHub asks for one.')
      : mapped(descriptionOf(persona) === '' ? '`role`' : '`summary`', '`description`'),
    sent(kind, body.text),
    ...body.fates,
  ];
  return exported(written.text, fates, kind === 'skill' ? `${name}/SKILL.md` : undefined);
}

function changeAgent(
  persona: Persona,
  kind: AgentFileKind,
  file: Extract<AgentText, { ok: true }>,
  folder: string | undefined,
): Exported {
  const imported = importAgent(file.text, kind, undefined, onOneLine(persona.name));
  if (!imported.ok) return imported;
  const old = readPersona(imported.text, 'agent:', noFiles);
  const entries: NewEntry[] = [];
  const fates: Fate[] = [];
  const called = textUnder(file.entries, 'name') ?? '';
  const renamed = called !== '' && onOneLine(persona.name) !== old.name;
  if (kind === 'skill' && folder !== undefined && folder !== called) {
    if (!isSkillName(folder)) return { ok: false, reason: whyNoSkillName(folder) };
    entries.push({ key: 'name', value: folder });
    fates.push(mapped('name', `\`name\`, as its folder is called: ${folder}`));
  } else if (kind === 'skill' && renamed) {
    fates.push(kept('name', 'A skill is called as its folder is: rename both there.'));
  } else if (renamed) {
    entries.push({ key: 'name', value: onOneLine(persona.name) });
    fates.push(mapped('name', '`name`'));
  }
  const described = descriptionOf(persona);
  if (described === '' && descriptionOf(old) !== '') {
    fates.push(kept('description', 'The persona has no `summary` to put there.'));
  } else if (described !== descriptionOf(old)) {
    const refused = whyNoDescription(kind, described);
    if (refused !== undefined) return { ok: false, reason: refused };
    entries.push({ key: 'description', value: described });
    fates.push(mapped('`summary`', '`description`'));
  }
  const before = bodyOf(old, true);
  const now = bodyOf(persona, true);
  const same = before.text === now.text;
  const lineBreak = /\r\n|\r|\n/u.exec(file.text)?.[0] ?? '\n';
  const body = same ? file.body : changeLines(file.body, before.text, now.text, lineBreak);
  const written = changeFrontMatter(file, entries);
  if ('reason' in written) return { ok: false, reason: written.reason };
  const front = written.text.slice(0, written.text.length - file.body.length);
  const others = file.entries.filter(({ key }) => !entries.some((entry) => entry.key === key));
  fates.push(
    same ? kept('body', 'It says what the persona says.') : sent(kind, now.text),
    ...(others.length > 0 ? [kept(others.map(({ key }) => key).join(', '), 'They stay as they are.')] : []),
    ...now.fates,
  );
  return exported(
    front + body,
    fates,
    kind === 'skill' ? `${skillFolder(entries, called, persona)}/SKILL.md` : undefined,
  );
}

/** Where a changed skill stands that does not replace its file. */
function skillFolder(entries: readonly NewEntry[], called: string, persona: Persona): string {
  const name = entries.find(({ key }) => key === 'name')?.value ?? called;
  return isSkillName(name) ? name : skillNameOf(persona.name) || 'skill';
}

function exported(text: string, fates: readonly Fate[], name: string | undefined): Exported {
  return { ok: true, bytes: new TextEncoder().encode(text), fates, ...(name !== undefined && { name }) };
}

function descriptionOf({ head }: Persona): string {
  return onOneLine(head.get('summary')?.value ?? '');
}

function sent(kind: AgentFileKind, body: string): Fate {
  const length = [...body].length;
  const tooLong = kind === 'agent' && length > longestPrompt;
  const counted = `${length.toLocaleString('en-US')} characters; GitHub takes 30,000 at most`;
  return mapped('the compiled prompt', tooLong ? `the body: ${counted}` : 'the body');
}

function whyNoDescription(kind: AgentFileKind, described: string): string | undefined {
  if (kind !== 'skill') return undefined;
  if (described === '') return 'A skill needs a description. Give the persona a `summary`: what it is for, and when.';
  const length = [...described].length;
  if (length <= longestOfSkill.description) return undefined;
  return `The description of a skill has at most 1,024 characters; this \`summary\` has ${length.toLocaleString('en-US')}.`;
}

function whyNoSkillName(name: string): string {
  return `A skill and its folder are called by a-z, 0-9 and single hyphens, at most 64 of them; \`${name.slice(0, 80)}\` is not.`;
}
