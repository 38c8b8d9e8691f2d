// A TinyTroupe fragment put into an agent by TinyTroupe's own rules: maps recurse, lists join without duplicates, null gives way, and two values or two kinds
// of value that differ are a conflict, told with both places. In: two JSON texts. Out: the agent's JSON with the fragment in it, every value as it was
// written, or the conflicts. Source: microsoft/TinyTroupe, merging of fragments.
import { getNodeValue } from 'jsonc-parser';
import { type JsonNode, keysOf, propertyOf, readJson, textOf } from './json-text.ts';

export interface Conflict {
  /** As `preferences.likes`. */
  readonly path: string;
  /** Line of each, from 1. */
  readonly lines: readonly [agent: number, fragment: number];
}

export type Merged =
  | { readonly ok: true; readonly json: string }
  | { readonly ok: false; readonly reason: string; readonly conflicts: readonly Conflict[] };

interface Side {
  readonly text: string;
  readonly node: JsonNode;
}

/** @param agent text of a TinyPerson. @param fragment text of a Fragment. */
export function mergeFragment(agent: string, fragment: string): Merged {
  const [own, other] = [readJson(agent), readJson(fragment)];
  if (!own.ok) return { ok: false, reason: own.reason, conflicts: [] };
  if (!other.ok) return { ok: false, reason: other.reason, conflicts: [] };
  const [into, from] = [propertyOf(own.root, 'persona'), propertyOf(other.root, 'persona')];
  if (textOf(propertyOf(other.root, 'type')) !== 'Fragment' || from?.type !== 'object' || into?.type !== 'object') {
    return { ok: false, reason: 'One of the two is no TinyTroupe agent, or the other no fragment.', conflicts: [] };
  }
  const conflicts: Conflict[] = [];
  const merged = merge({ text: agent, node: into }, { text: fragment, node: from }, '', conflicts);
  if (conflicts.length > 0) {
    const told = conflicts.map(
      ({ path, lines }) => `${path} (line ${lines[0]} of the agent, line ${lines[1]} of the fragment)`,
    );
    return { ok: false, reason: `Agent and fragment disagree on ${told.join(', ')}.`, conflicts };
  }
  return { ok: true, json: agent.slice(0, into.offset) + merged + agent.slice(into.offset + into.length) };
}

function merge(own: Side, other: Side, path: string, conflicts: Conflict[]): string {
  if (own.node.type === 'null') return written(other);
  if (other.node.type === 'null') return written(own);
  if (own.node.type === 'object' && other.node.type === 'object') return objects(own, other, path, conflicts);
  if (own.node.type === 'array' && other.node.type === 'array') return lists(own, other);
  const same = own.node.type === other.node.type && written(own) === written(other);
  const equal =
    same || (own.node.type === 'string' && own.node.type === other.node.type && own.node.value === other.node.value);
  if (!equal) conflicts.push({ path, lines: [lineOf(own), lineOf(other)] });
  return written(own);
}

function objects(own: Side, other: Side, path: string, conflicts: Conflict[]): string {
  const keys = [...new Set([...keysOf(own.node), ...keysOf(other.node)])];
  const parts = keys.map((key) => {
    const [mine, its] = [propertyOf(own.node, key), propertyOf(other.node, key)];
    const below = path === '' ? key : `${path}.${key}`;
    const value =
      mine && its
        ? merge({ text: own.text, node: mine }, { text: other.text, node: its }, below, conflicts)
        : mine
          ? written({ text: own.text, node: mine })
          : its
            ? written({ text: other.text, node: its })
            : 'null';
    return `${JSON.stringify(key)}: ${value}`;
  });
  return `{${parts.join(', ')}}`;
}

function lists(own: Side, other: Side): string {
  const seen = new Set<string>();
  const parts = [own, other].flatMap(({ text, node }) =>
    (node.children ?? []).flatMap((child) => {
      const key = JSON.stringify(getNodeValue(child));
      if (seen.has(key)) return [];
      seen.add(key);
      return [written({ text, node: child })];
    }),
  );
  return `[${parts.join(', ')}]`;
}

function written({ text, node }: Side): string {
  return text.slice(node.offset, node.offset + node.length);
}

function lineOf({ text, node }: Side): number {
  return text.slice(0, node.offset).split('\n').length;
}
