// Agent files as personas: what they compile to, where each piece of it stands, which bullets are rules, what a child takes over.
import { describe, expect, test } from 'vitest';
import { agentPersona } from '../../src/interop/agent-file/agent-persona.ts';
import { statesRule } from '../../src/interop/agent-file/states-rule.ts';
import { keeping, withAgentFiles } from '../../src/interop/agent-file/with-agent-files.ts';
import { compile } from '../../src/lang/compile.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { render } from '../../src/lang/render.ts';
import { reviewer, skill } from '../kit/agent-files.ts';
import { faultsOf } from '../kit/agent-laws.ts';
import { memorySource } from '../kit/memory-source.ts';

const uri = '/p/.github/agents/review.agent.md';
const sentBy = (persona: ReturnType<typeof agentPersona>) => render(compile(persona), []).messages;

describe('an agent file', () => {
  test('is called by its front matter and compiles to its body to the letter', () => {
    const persona = agentPersona(reviewer, uri);
    expect(persona).toMatchObject({ name: 'Review Guard', uri, problems: [], files: [uri] });
    expect(persona.instructions[0]?.description?.value).toBe('Reviews changes before they are merged.\n');
    expect(sentBy(persona)).toEqual([
      { role: 'system', content: reviewer.slice(reviewer.indexOf('You review')).trimEnd() },
    ]);
  });

  test.each([
    ['as it is', reviewer],
    ['with the line ends of Windows', reviewer.replaceAll('\n', '\r\n')],
    ['of an old Mac', reviewer.replaceAll('\n', '\r')],
    ['with a byte order mark', `\ufeff${reviewer}`],
    ['without front matter', reviewer.slice(reviewer.indexOf('You review'))],
    ['with headings that are underlined', 'Above.\n\nOne\n===\n\n- Never do that at all.\n\nTwo\n---\nEnd.'],
    [
      'with blank lines and trailing space everywhere',
      '---\nname: x\n---\n\n  \n\n    code first  \n\n\n# A  \n\n\n\nb\n\n \n',
    ],
    ['with headings in quotes and lists', '> # quoted\n\n- # in a list\n  text\n\n# real\n'],
    ['with nothing in it', ''],
    ['with front matter alone', '---\nname: x\n---\n'],
  ])('%s leads back to its text from every piece', (_, text) => {
    expect(faultsOf(text, uri)).toEqual([]);
  });

  test('has as parts what its headings set apart', () => {
    const [{ parts }] = agentPersona(reviewer, uri).instructions as never as [{ parts: { title?: string }[] }];
    expect(parts.map(({ title }) => title)).toEqual([undefined, 'Rules', 'Tone']);
  });

  test('has as rules the bullets that bind, and sends none of them twice, nor calls one left out', () => {
    const persona = agentPersona(reviewer, uri);
    expect(persona.rules.map(({ id }) => id)).toEqual([
      'Never approve a change without reading every file of it.',
      'Always name the file and the line.',
    ]);
    for (const { origin, sentence } of persona.rules)
      expect(reviewer.slice(origin.range.start, origin.range.end)).toBe(sentence.value);
  });

  test('without a name is called by its file, a skill by its folder', () => {
    expect(agentPersona('Be kind.', '/p/AGENTS.md').name).toBe('AGENTS');
    expect(agentPersona('Be kind.', '/p/a%20b.instructions.md').name).toBe('a b');
    expect(agentPersona('Be kind.', '/p/notes/SKILL.md').name).toBe('notes');
  });

  test('of a skill tells name and description first, as its tools do', () => {
    const file = '/p/release-notes/SKILL.md';
    const persona = agentPersona(skill, file);
    const { messages, map } = render(compile(persona), []);
    const body = skill.slice(skill.indexOf('# Release')).trimEnd();
    expect(messages[0]?.content).toBe(
      `name: release-notes\ndescription: Writes the "release notes" of a version.\n\n${body}`,
    );
    // Words with escapes in them stand where their quotes do.
    const described = map.find(({ start, end }) => messages[0]?.content.slice(start, end).startsWith('Writes'));
    expect(skill.slice(described?.origin.range.start, described?.origin.range.end)).toMatch(/^"Writes.*"$/u);
  });

  test('that is too large, or is no text, is an empty persona', () => {
    expect(agentPersona('x'.repeat(600_000), uri).rules).toEqual([]);
    expect(agentPersona(`---\n${'[ '.repeat(20_000)}\n---\nBe kind.\n\u0000`, uri).name).toBe('review');
  });
});

test.each([
  ['Never commit secrets.', true],
  ['You must ask before deleting.', true],
  ['Only touch files under src.', true],
  ["Don't guess.", false],
  ['Don’t guess what they meant.', true],
  ['Reads the change log.', false],
  ['“Should we build this?”', false],
  ['Never.', false],
  [`Always ${'and again '.repeat(60)}`, false],
  // Of a system, or as a purpose.
  ['CRUD operations should work through the API', false],
  ['Trust policies must allow the service to assume the role.', false],
  ['Use variables to avoid repeated calculations', false],
  ['Release every lock on the functions that must be atomic.', false],
  ['Screen readers often don’t announce emphasis.', false],
  ['Users cannot see the records of others.', false],
  ['No errors in the log', false],
  ['Only your side has action items', false],
  ['You should see the new page now.', false],
  // What others say, and what is said in passing.
  ['Prompts say "You MUST use X" for each demand.', false],
  ['Name the limits (never change the interface) for each.', false],
  ['Before you finish, ensure:', false],
  ['[ ] Never run as root', false],
  // Orders, wherever their clause stands, and demands on what is written.
  ['Secrets: never log them.', true],
  ['If the tests fail, do not commit.', true],
  ['Return generic messages — never expose a trace.', true],
  ['The agent MUST read the file first.', true],
  ['Your replies should name the file.', true],
  ['Comments should explain why, not what.', true],
  ['No emojis or filler.', true],
  ['Only edit files under src.', true],
])('%j states a rule: %s', (words, is) => {
  expect(statesRule(words)).toBe(is);
});

describe('a persona that extends an agent file', () => {
  const child = (text: string, files: Record<string, string> = { '/p/a.agent.md': reviewer }) =>
    readPersona(
      text,
      '/p/a.persona',
      withAgentFiles(memorySource(files), () => keeping(agentPersona)),
    );

  test('is called as it is, sends what it sends, and adds rules', () => {
    const persona = child(
      'persona\n  extends: ./a.agent.md\n\nrules\n  short: Answers in at most 40 words.\n    must: be at most 40 words\n',
    );
    expect(persona.problems).toEqual([]);
    expect(persona.name).toBe('Review Guard');
    expect(persona.files).toEqual(['/p/a.persona', '/p/a.agent.md']);
    expect(persona.rules.map(({ id }) => id)).toEqual(['short']);
    const [system] = sentBy(persona);
    const body = reviewer.slice(reviewer.indexOf('You review')).trimEnd();
    expect(system?.content).toBe(`${body}\n\n## Rules you always keep\n\n- Answers in at most 40 words.`);
  });

  test('sends no rule that the file says already, however it is marked up there', () => {
    const persona = child(
      'persona\n  extends: ./a.agent.md\n\nrules\n  - Never approve a change without reading every file of it.\n',
    );
    const prompt = compile(persona);
    expect(prompt.sections.map(({ name }) => name)).toEqual(['identity', 'instructions']);
    expect(prompt.omitted).toEqual([
      { origin: persona.rules[0]?.origin, why: 'The instructions it extends say this already.' },
    ]);
  });

  test('with a role of its own says who it is', () => {
    const persona = child('persona Ada\n  extends: ./a.agent.md\n  role: reviewer\n');
    expect(sentBy(persona)[0]?.content).toMatch(/^You are Ada, reviewer\.\n\nYou review changes/u);
  });

  test('takes a file once, whatever ways lead to it, and several in order', () => {
    const files = {
      '/p/a.agent.md': reviewer,
      '/p/b.agent.md': 'Second.',
      '/p/base.persona': 'persona\n  extends: ./a.agent.md\n',
    };
    const persona = child('persona\n  extends: ./a.agent.md, ./base.persona, ./b.agent.md\n', files);
    expect(persona.instructions.map(({ uri: from }) => from)).toEqual(['/p/a.agent.md', '/p/b.agent.md']);
    expect(persona.name).toBe('b');
  });

  test('before the reader is there has a parent nobody knows, and no problem of it', () => {
    const source = withAgentFiles(memorySource({ '/p/a.agent.md': reviewer }), () => undefined);
    const text = 'persona\n  extends: ./a.agent.md\n\ntest one\n  user: Hi.\n  keeps: unknown to this file\n';
    expect(readPersona(text, '/p/a.persona', source).problems).toEqual([]);
  });

  test('keeps to what the source allows', () => {
    const inside = withAgentFiles(memorySource({ '/q/a.agent.md': reviewer }, '/p'), () => agentPersona);
    const { problems } = readPersona('persona\n  extends: ../q/a.agent.md\n', '/p/a.persona', inside);
    expect(problems.map(({ code }) => code)).toEqual(['file-outside-folder']);
  });
});
