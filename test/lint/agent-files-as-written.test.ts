// Agent files as people write them, made up by us (test/fixtures/agent-files): no warning and no error but those that their authors would take, whatever
// line ends and byte order mark they have, and alone as well as beside the others.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { memorySource } from '../kit/memory-source.ts';

const folder = new URL('../fixtures/agent-files/', import.meta.url);

/** Many in one file, each behind a line with its path. */
const documents = Object.fromEntries(
  readdirSync(folder).flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .split(/^=== /mu)
      .slice(1)
      .map((part) => [`/p/${part.slice(0, part.indexOf('\n'))}`, part.slice(part.indexOf('\n') + 1)] as const),
  ),
);

/** What lies beside them. */
const beside = {
  '/p/README.md': '',
  '/p/docs/handbook.md': '',
  '/p/skills/tide-tables/reference.md': '',
  '/p/skills/tide-tables/FORMS.md': '',
  '/p/skills/tide-tables/references/api.md': '',
  '/p/skills/tide-tables/assets/template.md': '',
  '/p/skills/tide-tables/images/overview.png': '',
};

const told = (path: string, text: string, files: Readonly<Record<string, string>>) =>
  checkAgentFile({ text, uri: path, source: memorySource(files, '/p/'), config: defaultConfig })
    .filter(({ severity }) => severity !== 'hint')
    .map(
      ({ code, severity, range, message }) =>
        `${severity} ${code}: ${text.slice(range.start, range.end).slice(0, 60)} | ${message}`,
    );

/** What is wrong with them, and would be mended by whoever wrote them. */
const wrong: Readonly<Record<string, readonly RegExp[]>> = {
  '/p/agents/no-front-matter.agent.md': [/front-matter-missing.*this begins later/su],
  '/p/agents/polyglot.agent.md': [/^warning front-matter-syntax: .*colon and a space/u],
  '/p/mixed/GEMINI.md': [/Never answer in French/u, /Every response must be at least 60 words/u],
};

test('they are many, of every kind, as the documentation counts them', () => {
  expect(Object.keys(documents).length).toBe(78);
});

test('what is told of them, by rule: all of it is labelled above, none of it false', () => {
  const codes = Object.entries(documents)
    .flatMap(([path, text]) => told(path, text, { ...documents, ...beside }))
    .map((line) => line.split(' ')[1]?.replace(':', '') ?? '');
  const counts = Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
  expect(counts).toEqual({
    'contradictory-instructions': 2,
    'front-matter-missing': 1,
    'front-matter-syntax': 1,
  });
});

describe.each(Object.entries(documents))('%s', (path, text) => {
  test.each([
    ['as it is', text],
    ['with a byte order mark', `\ufeff${text}`],
    ['with the line ends of Windows', text.replaceAll('\n', '\r\n')],
  ])('%s', (_, written) => {
    for (const files of [{ ...documents, ...beside }, { [path]: written }])
      expect(told(path, written, files)).toEqual((wrong[path] ?? []).map((each) => expect.stringMatching(each)));
  });
});
