// `dramatis.json` → `Config`, and what is wrong with it at its exact place. In: the text (JSON, comments and closing commas allowed)
// and its folder. Out: a config that is always usable. Never throws, never reads anything else, never keeps a key.
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { range } from '../base/range.ts';
import type { Problem } from '../lang/problems.ts';
import { checkShape, configProblem, nodeRange } from './check-shape.ts';
import { type Config, type ConfigSeverity, defaultConfig, type Endpoint } from './config.ts';
import { configShape } from './shape.ts';

export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly Problem[];
}

/** A file larger than this is no settings file. */
const longest = 250_000;

/** @param folder uri of the file's folder, without a closing slash. */
export function readConfig(text: string, folder: string): ReadConfig {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const whole = { ...defaultConfig, folder };
  if (text.length > longest || nesting(text) > 100) {
    const problem = configProblem(
      'config-syntax',
      range(0, 0),
      'This is too large or too deep for a settings file; it was not read.',
    );
    return { config: whole, problems: [problem] };
  }
  if (text.trim() === '') return { config: whole, problems: [] };
  const errors: ParseError[] = [];
  // A blank in place of the mark keeps every offset.
  const root = parseTree(start ? ` ${text.slice(1)}` : text, errors, { allowTrailingComma: true });
  const problems: Problem[] = errors.map(({ error, offset, length }) =>
    configProblem(
      'config-syntax',
      range(offset, offset + length),
      `This is not JSON here: ${words(printParseErrorCode(error))}.`,
    ),
  );
  const report = (problem: Problem) => problems.push(problem);
  const raw = root ? (checkShape(root, configShape, report) as RawConfig | undefined) : undefined;
  const config = raw ? configOf(raw, folder) : whole;
  if (root) problems.push(...unknownNames(root, config), ...repeatedNames(root));
  problems.sort((a, b) => a.range.start - b.range.start);
  return { config, problems };
}

/** As `checkShape` with `configShape` leaves it. */
interface RawConfig {
  readonly severities?: Readonly<Record<string, ConfigSeverity>>;
  readonly ignore?: readonly string[];
  readonly promptBudget?: number;
  readonly endpoints?: readonly (Partial<Endpoint> & Pick<Endpoint, 'name' | 'url' | 'model'>)[];
  readonly model?: string;
  readonly judge?: string;
  readonly baseline?: string;
}

function configOf(raw: RawConfig, folder: string): Config {
  return {
    folder,
    severities: raw.severities ?? {},
    ignore: raw.ignore ?? [],
    promptBudget: raw.promptBudget,
    endpoints: firstOfEachName(raw.endpoints ?? []).map((one) => ({
      name: one.name,
      url: one.url,
      model: one.model,
      keyFrom: one.keyFrom,
      temperature: one.temperature,
      maxTokens: one.maxTokens,
      contextTokens: one.contextTokens,
      ...(one.patience === undefined ? {} : { patience: one.patience }),
      systemRole: one.systemRole ?? true,
      ...(one.embeddings ? { embeddings: one.embeddings } : {}),
      ...(one.can ? { can: one.can } : {}),
    })),
    model: raw.model,
    judge: raw.judge,
    baseline: raw.baseline,
  };
}

function firstOfEachName<T extends { readonly name: string }>(endpoints: readonly T[]): readonly T[] {
  const byName = new Map(endpoints.toReversed().map((one) => [one.name, one]));
  return endpoints.filter((one) => byName.get(one.name) === one);
}

/** `model` and `judge` may name an endpoint of the user's own settings: one that is not here is a hint, no more. */
function unknownNames(root: Node, config: Config): Problem[] {
  const known = new Set(['', 'understudy', ...config.endpoints.map(({ name }) => name)]);
  return (root.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    if (!value || (key?.value !== 'model' && key?.value !== 'judge')) return [];
    if (typeof value.value !== 'string' || known.has(value.value) || value.value.startsWith('vscode:')) return [];
    const message = `No endpoint called “${value.value}” in this file; it is looked for in each user’s own settings.`;
    return [configProblem('config-wrong-value', nodeRange(value), message, 'hint')];
  });
}

/** The first of several endpoints with one name counts. */
function repeatedNames(root: Node): Problem[] {
  const seen = new Set<unknown>();
  return (findNodeAtLocation(root, ['endpoints'])?.children ?? []).flatMap((endpoint) => {
    const name = endpoint.type === 'object' ? findNodeAtLocation(endpoint, ['name']) : undefined;
    if (!name || !seen.has(name.value)) {
      if (name) seen.add(name.value);
      return [];
    }
    const message = `Another endpoint is called “${name.value}” already; this one is not used.`;
    return [configProblem('config-wrong-value', nodeRange(name), message, 'warning')];
  });
}

function words(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}

/** How deep brackets go at most, counted without regard to texts: the parser works by recursion. */
function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '{' || letter === '[') most = Math.max(most, ++depth);
    if (letter === '}' || letter === ']') depth--;
  }
  return most;
}
