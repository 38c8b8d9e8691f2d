// Values of a TinyTroupe agent as words: a list as lines, a map as one aspect for each of its keys, numbers as they are written. JSON in, words out.
import { onOneLine } from '../lang/one-line.ts';
import { elementsOf, type JsonNode, keysOf, propertyOf, textOf } from './json-text.ts';

export interface Aspect {
  readonly name: string;
  readonly text: string;
}

export interface AgentWords {
  /** A line for a text, a number or each element of a list; a map is one line. None for null and what is empty. */
  lines(node: JsonNode | undefined): readonly string[];
  /** One for a text, a number or a list of them; a map is one for each of its keys. */
  aspects(name: string, node: JsonNode): readonly Aspect[];
  /** `key: value; key: value` of a map. */
  entries(node: JsonNode, without?: ReadonlySet<string>): string;
}

/** @param json the text that the nodes are of: no program's number holds all that can be written. */
export function agentWords(json: string): AgentWords {
  const lines = (node: JsonNode | undefined): readonly string[] => {
    if (!node || node.type === 'null') return [];
    if (node.type === 'array') return elementsOf(node).flatMap(lines);
    const text =
      node.type === 'object'
        ? entries(node)
        : onOneLine(textOf(node) ?? json.slice(node.offset, node.offset + node.length));
    return text === '' ? [] : [text];
  };
  const entries = (node: JsonNode, without: ReadonlySet<string> = new Set()): string =>
    keysOf(node)
      .filter((key) => !without.has(key))
      .map((key) => [keyWords(key), lines(propertyOf(node, key)).join(', ')] as const)
      .flatMap(([key, text]) => (text === '' ? [] : [`${key}: ${text}`]))
      .join('; ');
  const aspects = (name: string, node: JsonNode): readonly Aspect[] => {
    if (node.type === 'object') {
      return keysOf(node).flatMap((key) => aspects(`${name} ${keyWords(key)}`, propertyOf(node, key) as JsonNode));
    }
    const text = lines(node).join('\n');
    return text === '' ? [] : [{ name, text }];
  };
  return { lines, aspects, entries };
}

/** `long_term_goals` as words. */
export function keyWords(key: string): string {
  return key.replace(/_/gu, ' ');
}
