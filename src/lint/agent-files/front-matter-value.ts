// Values of front matter of another kind than what reads them takes, and the name of a skill: small letters, digits and hyphens, and its folder's.
import { own } from '../../base/own.ts';
import type { FrontEntry, FrontValue } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';
import { frontMatterKeys } from './front-matter-keys.ts';
import { isForClaude, isPlaceholder } from './who-reads.ts';

export const frontMatterValue: AgentRule = {
  id: 'front-matter-value',
  leftTo: ['chatagent', 'skill', 'instructions', 'prompt'],
  check: ({ file: { kind, entries }, text, uri }) =>
    entries
      .filter(({ value }) => !isPlaceholder(text.slice(value.range.start, value.range.end)))
      .flatMap((entry) => [
        ...wrongKind(entry, own(frontMatterKeys[kind], entry.key)),
        ...(kind === 'skill' && entry.key === 'name' ? skillName(entry, uri) : []),
      ]),
};

const called: Readonly<Record<FrontValue['type'], string>> = {
  string: 'words',
  number: 'a number',
  boolean: '`true` or `false`',
  nothing: 'nothing',
  list: 'a list',
  map: 'a map of keys and values',
};

/** No value at all is as if the key were not there. */
function wrongKind({ key, value }: FrontEntry, kinds: readonly FrontValue['type'][] | undefined): readonly Problem[] {
  if (!kinds || value.type === 'nothing' || kinds.includes(value.type)) return [];
  if (value.type === 'string' && kinds.includes('boolean') && /^(?:true|false)$/u.test(value.text)) return [];
  if (value.type === 'string' && kinds.includes('number') && /^\d+$/u.test(value.text)) return [];
  const wanted = kinds.map((kind) => called[kind]).join(' or ');
  return [problem(value, `\`${key}\` takes ${wanted}; this is ${called[value.type]}.`)];
}

function skillName({ value }: FrontEntry, uri: string): readonly Problem[] {
  if (value.type !== 'string') return [];
  const { text } = value;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text)) {
    return [
      {
        ...problem(
          value,
          'By agentskills.io the name of a skill has small letters, digits and single hyphens between them, nothing else. VS Code loads none that is called otherwise.',
        ),
        severity: isForClaude(uri) ? 'hint' : 'warning',
      },
    ];
  }
  const folder = folderOf(uri);
  if (folder === undefined || folder === text) return [];
  const fixes = [
    { title: `Call it \`${folder}\`, as its folder`, edits: [{ range: value.range, text: folder }], preferred: true },
  ];
  return [
    {
      ...problem(
        value,
        `The skill is called \`${text}\` and its folder \`${folder}\`. VS Code loads it only where both are the same.`,
      ),
      severity: isAmongSkills(uri) && !isForClaude(uri) ? 'warning' : 'hint',
      fixes,
    },
  ];
}

/** Elsewhere a folder may be called as somebody has checked it out. */
function isAmongSkills(uri: string): boolean {
  return /[\\/]skills[\\/](?:[^\\/]+[\\/])+SKILL\.md$/u.test(uri);
}

function folderOf(uri: string): string | undefined {
  const encoded = uri.replace(/\\/gu, '/').split('/').at(-2);
  if (encoded === undefined || encoded === '') return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function problem({ range }: FrontValue, message: string): Problem {
  return { code: 'front-matter-value', severity: 'warning', range, message };
}
