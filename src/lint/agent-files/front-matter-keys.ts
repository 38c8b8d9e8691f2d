// What front matter may say, by kind of file: the keys that VS Code, GitHub Copilot, Claude Code and agentskills.io read, and of what kind their values
// are; `mode` is what opencode reads of an agent. A key that is not here is another program's, and nothing is said of it.
import type { AgentFileKind, FrontValue } from '../../interop/agent-file/agent-file.ts';

type Kinds = readonly FrontValue['type'][];

const words: Kinds = ['string'];
const wordsOrList: Kinds = ['string', 'list'];
const yesOrNo: Kinds = ['boolean'];
/** Told by nobody's documentation as one kind alone. */
const anything: Kinds = ['string', 'list', 'map', 'number', 'boolean', 'nothing'];

export const frontMatterKeys: Readonly<Record<AgentFileKind, Readonly<Record<string, Kinds>>>> = {
  agent: {
    name: words,
    description: words,
    'argument-hint': wordsOrList,
    tools: ['string', 'list', 'map'],
    agents: wordsOrList,
    model: wordsOrList,
    'user-invocable': yesOrNo,
    'disable-model-invocation': yesOrNo,
    infer: anything,
    target: words,
    'mcp-servers': anything,
    handoffs: ['list'],
    hooks: anything,
    github: anything,
    metadata: anything,
    mode: anything,
  },
  'claude-agent': {
    name: words,
    description: words,
    tools: wordsOrList,
    disallowedTools: wordsOrList,
    model: words,
    permissionMode: words,
    maxTurns: ['number'],
    skills: anything,
    mcpServers: anything,
    hooks: anything,
    memory: anything,
    background: anything,
    isolation: anything,
    color: words,
    effort: anything,
    initialPrompt: anything,
  },
  skill: {
    name: words,
    description: words,
    'argument-hint': anything,
    'user-invocable': yesOrNo,
    'disable-model-invocation': yesOrNo,
    context: words,
    agent: words,
    model: wordsOrList,
    hooks: anything,
    license: words,
    compatibility: words,
    metadata: ['map'],
    'allowed-tools': wordsOrList,
  },
  instructions: { name: words, description: words, applyTo: words, excludeAgent: wordsOrList },
  prompt: {
    name: words,
    description: words,
    'argument-hint': wordsOrList,
    agent: words,
    mode: words,
    model: wordsOrList,
    tools: ['string', 'list', 'map'],
  },
  'agents-md': {},
};

/** Words of front matter that other programs read of files like these: opencode, Cursor, Windsurf, Kiro, Zed, Copilot's older modes, site generators. */
export const keysOfOthers: ReadonlySet<string> = new Set([
  ...Object.values(frontMatterKeys).flatMap((keys) => Object.keys(keys)),
  ...(
    'access alwaysApply agentMode always_on applies author authors autoApply category command commands config context created date ' +
    'disable disabled enabled fileMatchPattern files glob globs hidden hints icon id include inclusion input inputs kind label labels lang language languages ' +
    'last_updated level maxSteps maxTokens max_tokens mode models nodes options order output outputs parameters path paths permission permissions ' +
    'priority profile prompt provider providers reasoningEffort related requires role roles rules scope slug source status steps subagent subtask ' +
    'summary system tag tags temperature template title tool topP top_p trigger triggers type updated url variables variant version when when_to_use whenToUse'
  ).split(' '),
]);
