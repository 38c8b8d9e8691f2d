// `dramatis.json` as a value. Server, host and terminal read it through `readConfig`, so editor and CI find the same things.
// Never holds a key: an endpoint names the environment variable (`keyFrom`) or the editor's secret storage holds it.

export type ConfigSeverity = 'error' | 'warning' | 'hint' | 'off';

/** What an endpoint says it can do by itself, where that is not known. */
export const capabilityWords = ['tools', 'logprobs', 'n', 'jsonSchema', 'vision'] as const;
export type Capability = (typeof capabilityWords)[number];

export interface Endpoint {
  readonly name: string;
  /** Base URL of an OpenAI-compatible API, as `https://api.openai.com/v1`. Plain http only on loopback. */
  readonly url: string;
  readonly model: string;
  /** Environment variable that holds the key, for the terminal alone. */
  readonly keyFrom: string | undefined;
  readonly temperature: number | undefined;
  readonly maxTokens: number | undefined;
  /** Tokens of context; the prompt budget where none is given. */
  readonly contextTokens: number | undefined;
  /** Seconds without a sign of life after which a call is given up; undefined: what suits most. */
  readonly patience?: number;
  readonly systemRole: boolean;
  /** The endpoint's model for embeddings; undefined: texts are compared by their words. */
  readonly embeddings?: string;
  /** Undefined: OpenAI's own is known, others are asked only for what nearly all can. */
  readonly can?: readonly Capability[];
}

export interface Config {
  /** Folder of the file, as a uri without a closing slash; undefined: the defaults. Paths are confined to it. */
  readonly folder: string | undefined;
  /** By code of a problem or finding. */
  readonly severities: Readonly<Record<string, ConfigSeverity>>;
  /** What lint leaves alone: paths of files or folders, relative to `folder`, or names of files. No patterns. */
  readonly ignore: readonly string[];
  readonly promptBudget: number | undefined;
  readonly endpoints: readonly Endpoint[];
  /** `understudy`, or the name of an endpoint. */
  readonly model: string | undefined;
  readonly judge: string | undefined;
  readonly baseline: string | undefined;
}

export const defaultConfig: Config = {
  folder: undefined,
  severities: {},
  ignore: [],
  promptBudget: undefined,
  endpoints: [],
  model: undefined,
  judge: undefined,
  baseline: undefined,
};
