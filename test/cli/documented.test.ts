// Every command line that the pages show exists: the command, and each of its options.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/main.ts';

const pages = [
  'README.md',
  'docs/terminal.md',
  'docs/training-data.md',
  'docs/editors.md',
  'docs/agent-files.md',
  'docs/lore.md',
  'docs/writing.md',
  'docs/rules/broken-rule.md',
];

test.each(pages)('%s', async (page) => {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const code = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map(([, inside = '']) => inside).join('\n');
  // A folded scalar of YAML is one line.
  const lines = code.replace(/>-\n\s+(.+)\n\s+(.+)\n/g, '$1 $2\n').split('\n');
  const shown = lines.flatMap((line) => /(?:^|\s)dramatis ([a-z].*)$/.exec(line.replace(/ >.*$/, ''))?.[1] ?? []);
  if (page === 'docs/terminal.md') expect(shown.length).toBeGreaterThan(4);
  for (const line of shown) {
    const [name, ...args] = line.trim().split(/\s+/);
    const command = await commands.find((each) => each.name === name)?.load();
    if (command) expect(command.name).toBe(name);
    expect(command, line).toBeDefined();
    expect(() => parseArgs({ args, options: command?.options ?? {}, allowPositionals: true }), line).not.toThrow();
  }
});

test('the table of docs/terminal.md has every command', () => {
  const text = readFileSync(new URL('../../docs/terminal.md', import.meta.url), 'utf8');
  for (const { name } of commands) expect(text).toContain(`| \`dramatis ${name} `);
});
