// Instructions of different scopes are not compared: what one heading, leading line, bullet, tag, step or subject bounds says nothing about another.
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { checkAgentFile } from '../../src/lint/agent-files/check-agent-file.ts';
import { memorySource } from '../kit/memory-source.ts';

const codes = (body: string) =>
  checkAgentFile({
    text: body,
    uri: '/p/AGENTS.md',
    source: memorySource({}, '/p/'),
    config: defaultConfig,
  }).map(({ code, severity }) => `${severity} ${code}`);

/** Around `one` and `other`, each bounded by something of its own. */
const bounded: Readonly<Record<string, (one: string, other: string) => string>> = {
  headings: (one, other) => `# Project\n\n## TypeScript\n\n- ${one}\n\n## Go\n\n- ${other}`,
  'a general heading under one of its own': (one, other) =>
    `# Project\n\n## Web\n\n### Rules\n\n- ${one}\n\n## Server\n\n### Rules\n\n- ${other}`,
  'what a file says of everything, and an exception': (one, other) =>
    `# Project\n\n## Rules\n\n- ${one}\n\n## Migrations\n\n- ${other}`,
  'leading lines': (one, other) => `Staging:\n\n- ${one}\n\nProduction:\n\n- ${other}`,
  'leading lines with no colon': (one, other) => `Staging\n- ${one}\n\nProduction\n- ${other}`,
  'leading sentences': (one, other) => `In the web app these hold.\n\n- ${one}\n\nThe server is strict\n\n- ${other}`,
  'leading lines over paragraphs': (one, other) => `Staging:\n\n${one}\n\nProduction:\n\n${other}`,
  'bullets above': (one, other) => `- React components\n  - ${one}\n- Hooks\n  - ${other}`,
  'bullets above with a paragraph between': (one, other) =>
    `- React components\n\n  They are many.\n\n  - ${one}\n\n- Hooks\n\n  They are few.\n\n  - ${other}`,
  'bullets above of steps': (one, other) => `1. Plan\n   - ${one}\n2. Build\n   - ${other}`,
  'paragraphs of steps': (one, other) => `1. Plan\n\n   ${one}\n\n2. Build\n\n   ${other}`,
  'tags on lines of their own': (one, other) =>
    `<frontend>\n\n- ${one}\n\n</frontend>\n\n<backend>\n\n- ${other}\n\n</backend>`,
  'tags that end right behind a bullet': (one, other) =>
    `<frontend>\n\n- ${one}\n</frontend>\n\n<backend>\n\n- ${other}\n</backend>`,
  'tags in one line': (one, other) => `<frontend>${one}</frontend>\n\n<backend>${other}</backend>`,
  'lines in bold for headings': (one, other) => `**JavaScript**\n\nIt is old.\n\n- ${one}\n\n**Rust**\n\n- ${other}`,
  'bold subjects of bullets': (one, other) =>
    `- **Feature branches** live for a day. ${one}\n- **Release branches** stay. ${other}`,
  'bold subjects of paragraphs': (one, other) =>
    `**Feature branches.** ${one} They are ours.\n\n**Release branches.** ${other} They are not.`,
  'subjects in plain words': (one, other) => `Go code lives in /go. ${one}\n\nThe web app is in /web. ${other}`,
  'bullets for headings': (one, other) => `- **Web**\n- ${one}\n- **Server**\n- ${other}`,
  'bullets that lead': (one, other) => `- Staging:\n- ${one}\n- Production:\n- ${other}`,
  'two subjects in one paragraph': (one, other) => `Search is fuzzy. ${one} List is exact. ${other}`,
  'headings that may be names': (one, other) => `# All\n\n## Core\n\n- ${one}\n\n## main\n\n- ${other}`,
  'ways of speaking': (one, other) => `# All\n\n## Speaking\n\n- ${one}\n\n## Writing\n\n- ${other}`,
  'bullets that say how things are': (one, other) =>
    `- Feature branches live for a day.\n- ${one}\n- Release branches are cut on Mondays.\n- ${other}`,
  'paragraphs that say how things are': (one, other) =>
    `The shop is in /shop.\n\n${one}\n\nThe till is in /till.\n\n- ${other}`,
  'names in code': (one, other) => `- \`src/web\`\n- ${one}\n- \`src/api\`\n- ${other}`,
  'comments for headings': (one, other) => `<!-- web -->\n- ${one}\n\n<!-- api -->\n- ${other}`,
  'tags with attributes': (one, other) =>
    `<rules for="web">\n\n- ${one}\n\n</rules>\n\n<rules for="api">\n\n- ${other}\n\n</rules>`,
  'bullets under it that say where': (one, other) => `- ${one}\n  - in the web app\n- ${other}\n  - in the api`,
  'numbered lines in bold for headings': (one, other) => `1. **Web**\n\n${one}\n\n2. **Api**\n\n${other}`,
  'headings of HTML': (one, other) => `<h2>Web</h2>\n\n- ${one}\n\n<h2>Api</h2>\n\n- ${other}`,
  'a sample of a talk': (one, other) => `User: how?\n\n${one}\n\nUser: and now?\n\n${other}`,
  'two roles': (one, other) => `You are the writer.\n\n- ${one}\n\n---\n\nYou are the reader.\n\n- ${other}`,
  'labels in plain words': (one, other) => `- Slack: be quick. ${one}\n- E-mail: be kind. ${other}`,
};

describe('what is bounded by another thing is not compared', () => {
  const pairs = [
    ['Always use semicolons.', 'Never use semicolons.'],
    ['Keep replies under 50 words.', 'Every reply must be at least 80 words.'],
    ['You must always keep every page under a screen.', 'You must always keep every page under a screen.'],
  ] as const;
  for (const [name, text] of Object.entries(bounded)) {
    test.each(pairs)(`${name}: %s %s`, (one, other) => {
      expect(codes(text(one, other))).toEqual([]);
    });
  }
  test.each([
    ['steps', '1. Write a failing test. Do not write the implementation.\n2. Write the implementation.'],
    ['steps in paragraphs', 'Write a failing test. Do not write the code yet.\n\nThen wait.\n\nWrite the code yet.'],
    ['steps with bullets', '- Do not write the implementation.\n- Wait for a yes.\n- Write the implementation.'],
    [
      'what points back',
      '- Bots open requests\n- Always approve them.\n- Strangers open requests\n- Never approve them.',
    ],
    ['what points back, twice', '- config.json\n- Never edit it\n- lock.json\n- Never edit it'],
    ['one paragraph', 'Never open the valve cold. Wait for a minute. Open the valve cold.'],
    [
      'headings over replies',
      '## Slack replies\n\nKeep replies under 50 words\n\n## Email replies\n\nEvery reply must be at least 80 words',
    ],
    ['a tag that says what not to do', '<bad-example>\n\n- Always use tabs.\n- Never use tabs.\n\n</bad-example>'],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual([]);
  });
});

describe('what is bounded by the same thing is', () => {
  const found = ['warning contradictory-instructions'];
  test.each([
    ['one heading', '## Go\n\n- Always use semicolons.\n\nSome of it is old.\n\n- Never use semicolons.'],
    ['general headings', '# A\n\n## Rules\n\n- Always use tabs.\n\n## How you respond\n\n- Never use tabs.'],
    [
      'a general leading line',
      'You must follow these rules:\n\n- Always use tabs.\n\n## Important\n\n- Never use tabs.',
    ],
    ['what no reply may do', '- Start every reply with "Ahoy".\n- Never start a reply with "Ahoy".'],
    ['one introduction', 'The shop is old.\n\n- Always use tabs.\n\n## Core rules\n\n- Never use tabs.'],
    ['one leading line', 'Staging:\n\n- Always use tabs.\n- Be kind.\n- Never use tabs.'],
    ['one bullet above', '- Hooks\n  - Always use tabs.\n  - Never use tabs.'],
    ['one tag', '<web>\n\n- Always use tabs.\n\nOf all there is.\n\n- Never use tabs.\n\n</web>'],
    [
      'general tags',
      '<rules>\n\n- Always use tabs.\n\n</rules>\n\n<critical_instructions>\n\n- Never use tabs.\n\n</critical_instructions>',
    ],
    ['numbered rules', '1. Always use tabs.\n2. Never use tabs.'],
    ['a paragraph that speaks to you', 'You review code. Always use tabs.\n\n- Never use tabs.'],
    ['one bold heading', '**Go**\n\n- Always use tabs.\n- Never use tabs.'],
    ['emphasis that is no subject', '- **Always** use tabs.\n- **Never** use tabs.'],
    ['layout', '<div align="center">\n\n- Always use tabs.\n\n</div>\n\n- Never use tabs.'],
    ['a tag that is closed again', '<web>\n\n- Be kind.\n</web>\n\n- Always use tabs.\n- Never use tabs.'],
  ])('%s', (_, text) => {
    expect(codes(text)).toEqual(found);
  });
});

describe('an order that is given twice', () => {
  const order = 'Never change the files of another team.';
  test.each([
    ['in one list', `- ${order}\n- Be kind.\n- ${order}`, ['warning duplicate-instruction']],
    ['in two general sections', `- ${order}\n\n## Rules\n\n- ${order}`, ['hint duplicate-instruction']],
    ['under one heading in bold', `**Go**\n\n${order}\n\n- ${order}`, ['warning duplicate-instruction']],
    ['for two languages', `**JavaScript**\n\n- ${order}\n\n**Rust**\n\n- ${order}`, []],
    ['that differs by marks', "- clean('=v 2.1.5') is all\n- clean(' = v 2.1.5') is all", []],
    ['that may be a step', '- Run the tests\n- Change the code\n- Run the tests', ['hint duplicate-instruction']],
  ])('%s', (_, text, told) => {
    expect(codes(text)).toEqual(told);
  });
});
