// The pages of docs/rules are true: the first example of each gives its finding, the one under *Fix* does not.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { checkText } from '../kit/check-text.ts';
import { memorySource } from '../kit/memory-source.ts';

const folder = new URL('../../docs/rules/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name !== 'README.md' && name.endsWith('.md'));

interface Fenced {
  readonly file: string | undefined;
  readonly text: string;
}

function personas(markdown: string): Fenced[] {
  return [...markdown.matchAll(/^```persona(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, file, text = '']) => ({
    file,
    text,
  }));
}

function agentFiles(markdown: string): { readonly path: string; readonly text: string }[] {
  return [...markdown.matchAll(/^```markdown (\S+)\n([\s\S]*?)^```$/gm)].map(([, path = '', text = '']) => ({
    path,
    // No page holds what looks like a key: dots stand for its letters.
    text: text.replace(/·+/gu, (dots) => 'Q7RZ2MXKV4BTLPW3NYCH'.slice(0, dots.length)),
  }));
}

describe('pages', () => {
  for (const name of pages) {
    const code = name.replace(/\.md$/, '');
    const markdown = readFileSync(new URL(name, folder), 'utf8');

    test(`${code}: says what triggers it, the fix and why`, () => {
      expect(markdown.startsWith(`# ${code}\n\n`)).toBe(true);
      expect(markdown).toMatch(/^\*\*Fix\.\*\* /m);
      expect(markdown).toMatch(/^\*\*Why\.\*\* /m);
    });

    const files = agentFiles(markdown);
    if (files.length > 0)
      test(`${code}: its examples of agent files are true`, () => {
        const codes = files.map(({ path, text }) =>
          checkAgentFile({
            text,
            uri: `/p/${path}`,
            source: memorySource({ '/p/style-guide.md': '' }),
            config: defaultConfig,
          }).map((problem) => problem.code),
        );
        expect(codes).toEqual([[code], []]);
      });

    const all = personas(markdown);
    const main = all.filter(({ file }) => file === undefined);
    if (main.length === 0) continue;
    test(`${code}: its examples are true`, () => {
      const files = Object.fromEntries(
        all.flatMap(({ file, text }) => (file ? [[file.replace('./', '/p/'), text]] : [])),
      );
      const codes = (text: string) =>
        checkText(text, { files: { ...files, '/p/it.persona': text } }).problems.map((p) => p.code);
      expect(codes(main[0]?.text ?? '')).toContain(code);
      expect(codes(main[1]?.text ?? '')).not.toContain(code);
    });
  }
});
