// Agent files that are meant to keep a program busy: very long lines, ten megabytes, deep nesting, aliases of aliases, marks that never close. Work is
// measured as processor time against that of plain prose of the same length in the same run.
import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { agentPersona } from '../../src/interop/agent-file/agent-persona.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { leastTime } from '../kit/least-time.ts';
import { noFiles } from '../kit/memory-source.ts';

/** In UTF-16 code units: the longest file that is known of. */
const size = 50_000;
/** Of front matter, which is read up to 64,000. */
const frontSize = 60_000;

const fill = (unit: string, length = size) => unit.repeat(Math.floor(length / unit.length));
const body = (text: string) => `---\ndescription: a\n---\n${text}\n`;
const front = (text: string) => `---\ndescription: a\n${text}\n---\nBe kind.\n`;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const prose = body(fill('You review changes to the harbour software, and name the line.\n\n'));

const shapes: Readonly<Record<string, string>> = {
  'ten megabytes': body(fill('Never do this. ', 10_000_000)),
  'ten megabytes of front matter': front(fill('a: b\n', 10_000_000)),
  'one line': body(fill('a')),
  'one line of orders': body(fill('Never do this thing. ')),
  'a bullet of orders': body(`- ${fill('Always answer in English. ')}`),
  'bullets that are all the same': body(fill('- Name the file and the line.\n')),
  'bullets that oppose each other': body(fill('- Always use the tabs\n- Never use the tabs\n')),
  'rules about replies, all different': body(lines(2500, (index) => `- Keep every reply under ${index + 1} words.`)),
  'words not to say, all different': body(lines(4000, (index) => `- Never say "word${index}".`)),
  stars: body(fill('**a* _b_ ')),
  'lines of stars': body(fill('*a\n')),
  'backticks, each run longer': body(lines(440, (index) => '`'.repeat(index))),
  'brackets that do not close': body(fill('[a')),
  'pictures that do not close': body(fill('![a](<b')),
  links: body(fill('[a](b.md)\n\n')),
  'definitions of links': body(lines(6000, (index) => `[a${index}]: b${index}.md`)),
  tags: body(fill('<a ')),
  comments: body(fill('<!-- ')),
  entities: body(fill('&amp;')),
  quotes: body(fill('> a\n')),
  'bullets in bullets': body(lines(400, (index) => `${' '.repeat(2 * index)}- a`)),
  'bullets in bullets, again and again': body(fill(`${lines(25, (index) => `${' '.repeat(2 * index)}- a b c`)}\n`)),
  'rows of a table': body(`|a|b|\n|-|-|\n${fill('|a|b|\n')}`),
  'columns of a table': body(`|${fill('a|', 4000)}\n|${fill('-|', 4000)}\n${fill(`|${fill('a|', 200)}\n`)}`),
  headings: body(fill('# a\n')),
  fences: body(fill('```\n')),
  spaces: body(fill(' ')),
  'line breaks': body(fill('\r')),
  'characters that nobody sees': body(fill('\u200f a ')),
  'joiners in a row': body(fill('\u200d')),
  'beginnings of keys': body(`ghp_${fill('AKIA')}sk-${fill('-----BEGIN ')}`),
  'brackets of YAML': front(`a: ${fill('[', frontSize)}`),
  'maps of YAML': front(`a: ${fill('{a: ', frontSize)}`),
  'levels of YAML': front(lines(180, (index) => `${' '.repeat(index)}a:`)),
  'dashes of YAML': front(fill('- ', frontSize)),
  'questions of YAML': front(fill('? ', frontSize)),
  'keys of YAML, all the same': front(fill('a: b\n', frontSize)),
  'entries that are no YAML': front(fill('a: b: c\n', frontSize)),
  'a text that does not close': front(`a: "${fill('a\n ', frontSize)}`),
  'aliases of one': front(`x: &a y\n${fill('b: *a\n', frontSize)}`),
  'aliases of aliases': front(lines(60, (index) => `a${index}: &a${index} [${fill(`*a${index - 1},`, 40)}x]`)),
  'maps that are merged': front(
    `a0: &a0 {x: 1}\n${lines(60, (index) => `a${index + 1}: &a${index + 1}\n  <<: [*a${index}, *a${index}]`)}`,
  ),
  'front matter without end': `---\na: b\n${fill('b: c\n')}`,
};

function read(text: string): void {
  checkAgentFile({ text, uri: 'file:///p/x.agent.md', source: noFiles, config: defaultConfig });
  agentPersona(text, 'file:///p/x.agent.md');
}

/** Of plain prose, in milliseconds. */
let floor = 0;
beforeAll(async () => {
  floor = await leastTime(0, () => read(prose));
});

test.each(Object.entries(shapes))('%s', async (_, text) => {
  // The worst of them takes eleven times as long as prose; what grows with the square of its length would take hundreds.
  const enough = 30 * floor;
  expect(await leastTime(enough, () => read(text))).toBeLessThan(enough);
});
