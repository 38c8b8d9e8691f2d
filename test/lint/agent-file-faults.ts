// Twenty seeded faults for each rule about agent files: texts that each have one fault of that rule. Whoever wrote them knew how it is found, so that they
// show that a rule works, not how many faults of others it finds.
import type { AgentFileCode } from '../../src/lint/static/agent-file-summaries.ts';

export interface Fault {
  readonly path: string;
  readonly text: string;
}

const body = '\nYou review changes to the harbour software.\n\n- Name the file and the line.\n- Quote what you mean.\n';

/** Of an agent, in front of a plain body. */
const front = (lines: string, path = 'review.agent.md'): Fault => ({ path, text: `---\n${lines}\n---\n${body}` });
const agent = (lines: string) => front(`description: Reviews changes.\n${lines}`);
const skill = (lines: string, folder = 'tides') => front(lines, `${folder}/SKILL.md`);
const prose = (lines: string): Fault => ({
  path: 'review.agent.md',
  text: `---\ndescription: Reviews changes.\n---\n\n# Review\n\n${lines}\n`,
});
const claude = (lines: string) => front(lines, '.claude/agents/review.md');
const long = (count: number) => 'tide '.repeat(count / 5 + 1);

/** As chance would make it, without being one: nothing with such a shape stands in this repository. */
const chance = (count: number, alphabet = 'k7Rq2MzX9vBt4LpW8nYc3HdJ6gFs5TaQeU'): string =>
  Array.from({ length: count }, (_, index) => alphabet[(index * 11 + 5) % alphabet.length]).join('');

export const faults: Readonly<Record<AgentFileCode | 'hidden-unicode', readonly Fault[]>> = {
  'front-matter-syntax': [
    front('description: Use this: when it rains'),
    front('name: a\ndescription: Ask me about: tides'),
    front('description: "Reviews changes'),
    front("description: 'Reviews changes"),
    front('description: [a, b'),
    front('description: a\ntools: [read, search'),
    front('description: a\ntools: {a: b'),
    front('description: @reviewer does it'),
    front('description: %done'),
    front('description: `code` first'),
    front('description: "a" and more'),
    front('description: [a] and more'),
    front('description: a\n\ttools: b'),
    front('description: a\ndescription: b'),
    front('description: a\nname: x\nname: y'),
    front('description: a\ntools: []\nmodel: b\ntools: [c]'),
    front('- description\n- name'),
    { path: 'x.agent.md', text: `---\ndescription: Reviews changes.\n${body}` },
    { path: 'SKILL.md', text: `---\nname: tides\ndescription: Reads tides.\n\n# Tides\n` },
    front('description: *reviewer'),
  ],
  'front-matter-key': [
    ...[
      'Tools: []',
      'user_invocable: true',
      'userInvocable: true',
      'UserInvocable: true',
      'argument_hint: a',
      'argumentHint: a',
      'Model: a',
      'infer: true',
      'modle: a',
    ].map(agent),
    ...['disable_model_invocation: true', 'mcpServers: {}', 'handofs: []', 'handoff_s: []', 'tagret: vscode'].map(
      agent,
    ),
    front('discription: Reviews.'),
    front('desciption: Reviews.'),
    front('description: a\napplyto: "**"', 'x.instructions.md'),
    front('description: a\napply-to: "**"', 'x.instructions.md'),
    front('description: a\nmode: agent', 'x.prompt.md'),
    skill('name: tides\ndescription: a\nallowed_tools: read'),
  ],
  'front-matter-value': [
    ...[
      'name: [a]',
      'name: 12',
      'name: true',
      'tools: true',
      'tools: 3',
      'user-invocable: yes please',
      'user-invocable: 1',
      'disable-model-invocation: [true]',
    ].map(agent),
    ...['handoffs: none', 'handoffs: {label: a}', 'model: {id: a}', 'target: [vscode]', 'agents: 1'].map(agent),
    front('description: [a, b]'),
    front('description: a\napplyTo: ["**/*.ts"]', 'x.instructions.md'),
    skill('name: Tides\ndescription: a'),
    skill('name: tide_tables\ndescription: a'),
    skill('name: harbour\ndescription: a'),
    skill('name: -tides\ndescription: a'),
    claude('name: a\ndescription: b\nmaxTurns: many'),
  ],
  'front-matter-missing': [
    front('name: a'),
    front('name: a\ntools: []'),
    front('description:'),
    front('description: ""'),
    front('description: "  "'),
    front('description: null'),
    front('target: github-copilot'),
    front('model: gpt-5'),
    { path: 'x.agent.md', text: body },
    front('name: a', '.github/agents/a.md'),
    skill('description: a'),
    skill('name: tides'),
    skill('name:\ndescription: a'),
    skill('name: tides\ndescription: ""'),
    skill('name: tides\ndescription: ~'),
    skill('license: MIT\nname: tides'),
    claude('description: a'),
    claude('name: a'),
    claude('name: a\ndescription:'),
    claude('name: ""\ndescription: a'),
  ],
  'front-matter-limit': [
    ...[65, 66, 80, 100, 200].map((count) => skill(`name: ${'a'.repeat(count)}\ndescription: a`, 'a'.repeat(count))),
    ...[1025, 1100, 1500, 2000, 4000].map((count) => skill(`name: tides\ndescription: ${long(count)}`)),
    ...[501, 600, 700, 900, 2000].map((count) => skill(`name: tides\ndescription: a\ncompatibility: ${long(count)}`)),
    ...[30_001, 30_500, 35_000, 50_000, 90_000].map((count) => prose(long(count))),
  ],
  'broken-link': [
    './gone.md',
    'gone.md',
    'notes/gone.md',
    './notes/gone.md',
    '../gone.md',
    'gone.md#part',
    'gone.md?a',
    'gone%20away.md',
    'gone.png',
    'Style.md',
  ]
    .flatMap((target) => [
      prose(`Read [it](${target}).`),
      prose(target.endsWith('png') ? `![it](./other.png)` : `- [it]: none\n\nSee [it][r].\n\n[r]: ${target}`),
    ])
    .map((fault) => fault),
  'contradictory-instructions': [
    ['Always use tabs', 'Never use tabs'],
    ['Always commit your changes', 'Do not commit your changes'],
    ['You must ask for confirmation', 'You must not ask for confirmation'],
    ['Always add doc comments.', "Don't add doc comments."],
    ['**Never** edit files in dist', '**Always** edit files in dist'],
    ['Add tests for every change', 'Never add tests for every change'],
    ['Do not run the migrations', 'Run the migrations'],
    ['You should explain each step', 'You should not explain each step'],
    ['Always say "certainly"', 'Never say "certainly"'],
    ['Never say "sorry"', 'Start every reply with "Sorry"'],
    ['Keep every reply under 50 words', 'Every response must be at least 100 words'],
    ['Keep responses to at most 3 sentences', 'Responses should be at least 5 sentences'],
    ['Limit your answers to 20 lines', 'Answers must have at least 40 lines'],
    ['Answer in at most 10 words', 'Answer in at least 30 words'],
    ['Start every reply with "Ahoy"', 'Never start a reply with "Ahoy"'],
    ['Begin every response with "Hello"', 'Start every reply with "Good day"'],
    ['End every reply with "Over."', 'Never end replies with "Over."'],
    ['Never ask questions', 'End every reply with a question'],
    ['Always answer in French', 'Never answer in French'],
    ['Only respond in German', 'Always respond in English'],
  ].map(([first = '', second = ''], index) =>
    prose(
      index % 3 === 0
        ? `- ${first}\n- Be kind.\n- ${second}`
        : index % 3 === 1
          ? `- ${first}\n\n## Style\n\n- ${second}`
          : `${/[.!]$/.test(first) ? first : `${first}.`} Be kind.\n\n${second}`,
    ),
  ),
  'duplicate-instruction': [
    ...[
      'Never change generated files',
      'Name the file and the line',
      'Use small commits',
      'Write in the present tense',
      'Ask before deleting anything',
      'Prefer short names',
      'Keep `main` green',
      'Quote what you mean',
      'Check the tide tables first',
      'Return early',
    ].map((text, index) =>
      prose(index % 2 === 0 ? `- ${text}\n- Be kind.\n- ${text}` : `* ${text}.\n* Be kind.\n* **${text}**`),
    ),
    ...[
      'Never change files that were generated',
      'Always name the file and the line',
      'You must ask before you delete anything',
      'Do not rename what others may call',
      'You should keep each function under a page',
      'Always run the linter and the tests',
      'Never write to the folder of another team',
      'You must not add a dependency without asking',
      'Always answer with the line you mean',
      'Never guess what a file that is missing says',
    ].map((text, index) =>
      prose(index % 2 === 0 ? `- ${text}\n\n## Style\n\n- ${text}` : `${text}. Be kind.\n\n## Style\n\n- ${text}.`),
    ),
  ],
  'hidden-unicode': [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\u202e',
    '\u202d',
    '\u2066',
    '\u2067',
    '\u2069',
    '\u00ad',
    '\ufeff',
    '\u180e',
    '\u061c',
    '\u200e',
    '\u200f',
    '\u{e0041}',
    '\u{e0001}',
    '\u2062',
    '\u2063',
    '\u034f',
  ].map((char, index) =>
    index % 2 === 0 ? prose(`- Name the file${char} and the line.`) : front(`description: Reviews${char} changes.`),
  ),
  'secret-in-text': [
    `AKIA${chance(16, 'Q7RZ2MXKV4BTLPW3NYCH6DJG5FS')}`,
    `ASIA${chance(16, 'Q7RZ2MXKV4BTLPW3NYCH6DJG5FS')}`,
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((kind) => `${kind}_${chance(36)}`),
    `github_pat_${chance(82)}`,
    `glpat-${chance(20)}`,
    `sk-${chance(48)}`,
    `sk-proj-${chance(120)}`,
    `sk-ant-api03-${chance(93)}`,
    `AIza${chance(35)}`,
    `xoxb-${chance(40)}`,
    `xoxp-${chance(50)}`,
    `${'sk'}_live_${chance(24)}`,
    `npm_${chance(36)}`,
    `hf_${chance(34)}`,
    `SG.${chance(22)}.${chance(43)}`,
    `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${chance(64)}\n`,
  ].map((secret, index) => prose(index % 2 === 0 ? `Use the key ${secret} for it.` : `\`\`\`\n${secret}\n\`\`\``)),
  // What is known of models is in the test: `tide-1` to `tide-20` end.
  'ending-model': Array.from({ length: 20 }, (_, at) => {
    const name = at % 3 === 0 ? `Tide-${at + 1}` : `tide-${at + 1}`;
    return agent(at % 4 === 0 ? `model: [gone-elsewhere, '${name}']` : `model: ${name}`);
  }),
};
