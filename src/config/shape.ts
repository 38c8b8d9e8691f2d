// THE table of `dramatis.json`: each property with its type and one line of explanation. The reader, the JSON schema and the
// documentation's test all read it. Nothing here reads a text.
import { capabilityWords } from './config.ts';

export type Shape =
  | { readonly type: 'text'; readonly doc: string; readonly values?: readonly string[]; readonly pattern?: Pattern }
  | {
      readonly type: 'number';
      readonly doc: string;
      readonly least: number;
      readonly most?: number;
      readonly whole?: boolean;
    }
  | { readonly type: 'yes or no'; readonly doc: string }
  | { readonly type: 'list'; readonly doc: string; readonly of: Shape }
  /** Names of the author's choosing, each with a value of the same shape. */
  | { readonly type: 'map'; readonly doc: string; readonly of: Shape }
  | {
      readonly type: 'object';
      readonly doc: string;
      readonly properties: Readonly<Record<string, Shape>>;
      readonly required: readonly string[];
    };

/** `source` as JSON schema and `RegExp` (flag u) write it; `meant` says it in words. */
export interface Pattern {
  readonly source: string;
  readonly meant: string;
}

/** An address without a name, password, query or fragment in it: those are where keys hide. */
const address: Pattern = {
  source: '^https?://[^\\s/?#@]+(/[^\\s?#]*)?$',
  meant: 'an address like https://api.openai.com/v1',
};

const variable: Pattern = {
  source: '^[A-Za-z_][A-Za-z0-9_]{0,99}$',
  meant: 'the name of an environment variable, as OPENAI_API_KEY (not the key itself)',
};

/** A path that stays inside the folder: no root, no drive, no way up. */
const pathInside: Pattern = {
  source: '^(?!/)(?![A-Za-z]:)(?!.*\\\\)(?!\\.\\.(/|$))(?!.*/\\.\\.(/|$)).+$',
  meant: 'a path inside this folder, with /',
};

const severity: Shape = {
  type: 'text',
  doc: 'How bad a finding is; `off` hides it.',
  values: ['error', 'warning', 'hint', 'off'],
};

const endpoint: Shape = {
  type: 'object',
  doc: 'An OpenAI-compatible endpoint. Without a key: keys live in the editor’s secret storage, or in the variable that `keyFrom` names.',
  required: ['name', 'url', 'model'],
  properties: {
    name: {
      type: 'text',
      doc: 'What you call it: `model` and `judge` name it so.',
      pattern: {
        source: '^(?!understudy$)(?!vscode:)(?=\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{0,59}[^\\s\\p{C}]$',
        meant: 'a name of your own in at most 60 visible letters, other than “understudy”',
      },
    },
    url: {
      type: 'text',
      doc: 'Base address, mostly ending in /v1. Plain http only on this machine.',
      pattern: address,
    },
    model: {
      type: 'text',
      doc: 'Name of the model, as the endpoint knows it.',
      pattern: {
        source: '^(?=.*\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}$',
        meant: 'the name of a model, in visible letters',
      },
    },
    embeddings: {
      type: 'text',
      doc: 'Name of the endpoint’s model for embeddings: memory compares texts by it. Without one it compares words.',
      pattern: {
        source: '^(?=.*\\S)[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}$',
        meant: 'the name of a model, in visible letters',
      },
    },
    keyFrom: {
      type: 'text',
      doc: 'Environment variable that holds the key, for the terminal alone.',
      pattern: variable,
    },
    temperature: { type: 'number', doc: 'How freely words are chosen: 0 to 2.', least: 0, most: 2 },
    maxTokens: { type: 'number', doc: 'Longest reply, in tokens.', least: 1, whole: true },
    contextTokens: {
      type: 'number',
      doc: 'Tokens the model can read; the prompt budget where none is given.',
      least: 1,
      whole: true,
    },
    patience: {
      type: 'number',
      doc: 'Seconds of silence after which a call is given up. Default: 120 before the first word, 60 between two.',
      least: 1,
      most: 3600,
    },
    systemRole: { type: 'yes or no', doc: 'Whether the model knows system messages. Default: true.' },
    can: {
      type: 'list',
      doc: 'What the endpoint can do by itself beyond plain chat, where that is not known.',
      of: { type: 'text', doc: 'One ability.', values: capabilityWords },
    },
  },
};

/** The whole file. */
export const configShape = {
  type: 'object',
  doc: 'Settings of Dramatis for this folder and all below it.',
  required: [],
  properties: {
    $schema: { type: 'text', doc: 'Where editors find the schema of this file.' },
    severities: { type: 'map', doc: 'Severity by code of a problem or finding.', of: severity },
    ignore: {
      type: 'list',
      doc: 'What lint leaves alone: a file or folder by its path from here, or every file of a name.',
      of: { type: 'text', doc: 'A path.', pattern: pathInside },
    },
    promptBudget: { type: 'number', doc: 'Most tokens a compiled prompt may have.', least: 1, whole: true },
    endpoints: { type: 'list', doc: 'Models to talk to.', of: endpoint },
    model: { type: 'text', doc: 'Who plays: `understudy`, or the name of an endpoint.' },
    judge: { type: 'text', doc: 'Who judges what no program can: the name of an endpoint.' },
    baseline: { type: 'text', doc: 'File of findings that are known and not reported again.', pattern: pathInside },
  },
} as const satisfies Shape;
