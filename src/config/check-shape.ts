// A parsed JSON tree against a shape: what is well formed as plain values, all else as problems with exact ranges.
// In: jsonc-parser's tree. Out: a value and problems. What is wrong is left out, what is right beside it stays.
import type { Node } from 'jsonc-parser';
import { type Range, range } from '../base/range.ts';
import { nearest } from '../lang/nearest.ts';
import type { Problem } from '../lang/problems.ts';
import type { Pattern, Shape } from './shape.ts';

export const configProblemCodes = [
  'config-syntax',
  'config-unknown-property',
  'config-wrong-value',
  'config-missing-property',
  'config-key',
] as const;
export type ConfigProblemCode = (typeof configProblemCodes)[number];

/** Says what is wrong. */
export type Report = (problem: Problem) => void;

/** Makes a problem of this room. */
export function configProblem(
  code: ConfigProblemCode,
  at: Range,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem {
  return { code, severity, range: at, message };
}

/** The value, of the shape as far as it goes; undefined where nothing of it can be used. */
export function checkShape(node: Node, shape: Shape, report: Report): unknown {
  switch (shape.type) {
    case 'object':
      return checkObject(node, shape, report);
    case 'map':
      return checkMap(node, shape, report);
    case 'list':
      return checkList(node, shape, report);
    default:
      return checkScalar(node, shape, report);
  }
}

/** Where a node stands. */
export function nodeRange(node: Node): Range {
  return range(node.offset, node.offset + node.length);
}

function checkObject(
  node: Node,
  shape: Shape & { type: 'object' },
  report: Report,
): Record<string, unknown> | undefined {
  const members = membersOf(node, report);
  if (!members) return undefined;
  const out: Record<string, unknown> = {};
  for (const { key, name, value } of members) {
    const inner = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    if (!inner) report(unknownProperty(key, name, Object.keys(shape.properties)));
    else if (value) out[name] = checkShape(value, inner, report);
  }
  const missing = shape.required.filter((name) => !members.some((member) => member.name === name));
  for (const name of missing) {
    const message = `“${name}” is missing: ${shape.properties[name]?.doc ?? ''}`;
    report(configProblem('config-missing-property', range(node.offset, node.offset + 1), message));
  }
  return shape.required.every((name) => out[name] !== undefined) ? out : undefined;
}

function checkMap(node: Node, shape: Shape & { type: 'map' }, report: Report): Record<string, unknown> | undefined {
  const members = membersOf(node, report);
  if (!members) return undefined;
  const out: [string, unknown][] = [];
  for (const { name, value } of members) {
    const checked = value && checkShape(value, shape.of, report);
    if (checked !== undefined) out.push([name, checked]);
  }
  return Object.fromEntries(out);
}

function checkList(node: Node, shape: Shape & { type: 'list' }, report: Report): unknown[] | undefined {
  if (node.type !== 'array') return wrong(node, 'a list, as [ … ]', report);
  return (node.children ?? []).map((item) => checkShape(item, shape.of, report)).filter((item) => item !== undefined);
}

function checkScalar(node: Node, shape: Shape & { type: 'text' | 'number' | 'yes or no' }, report: Report): unknown {
  const value: unknown = node.value;
  if (shape.type === 'yes or no') return node.type === 'boolean' ? value : wrong(node, 'true or false', report);
  if (shape.type === 'text') {
    if (typeof value !== 'string' || node.type !== 'string')
      return wrong(node, expectedText(shape.values, shape.pattern), report);
    if (shape.values && !shape.values.includes(value))
      return wrong(node, expectedText(shape.values), report, nearest(value, shape.values));
    if (shape.pattern && !new RegExp(shape.pattern.source, 'u').test(value))
      return wrong(node, shape.pattern.meant, report);
    return value;
  }
  const { least, most, whole } = shape;
  const fits =
    typeof value === 'number' &&
    value >= least &&
    value <= (most ?? Number.MAX_VALUE) &&
    (!whole || Number.isInteger(value));
  const span = most === undefined ? `, at least ${least}` : ` from ${least} to ${most}`;
  return fits ? value : wrong(node, `a ${whole ? 'whole ' : ''}number${span}`, report);
}

interface MemberNode {
  readonly key: Node;
  readonly name: string;
  readonly value: Node | undefined;
}

/** Of two members with one name the last counts, as in JSON; the first is told. */
function membersOf(node: Node, report: Report): readonly MemberNode[] | undefined {
  if (node.type !== 'object') return wrong(node, 'an object, as { … }', report);
  const members = (node.children ?? []).flatMap(({ children }): MemberNode[] => {
    const [key, value] = children ?? [];
    return key ? [{ key, name: String(key.value), value }] : [];
  });
  const last = new Map(members.map((member) => [member.name, member]));
  for (const member of members) {
    if (last.get(member.name) === member) continue;
    const message = `“${member.name}” stands here twice; the last one counts.`;
    report(configProblem('config-wrong-value', nodeRange(member.key), message, 'warning'));
  }
  return [...last.values()];
}

function unknownProperty(key: Node, name: string, known: readonly string[]): Problem {
  const where = nodeRange(key);
  if (
    /^(?!keyfrom$)(api|secret|access|auth|bearer|private)?[-_]?(key|token|secret|password|authorization)$/i.test(name)
  ) {
    const message =
      'A key does not belong into a file that others read. Take it out, then set it in the editor with “Dramatis: Set API Key”; for the terminal, name an environment variable with “keyFrom”.';
    return configProblem('config-key', where, message);
  }
  const meant = nearest(name, known);
  const message = `There is no property “${name}”.${meant ? ` Did you mean “${meant}”?` : ''}`;
  const fixes = meant
    ? [{ title: `Change to “${meant}”`, edits: [{ range: where, text: JSON.stringify(meant) }], preferred: true }]
    : [];
  return { ...configProblem('config-unknown-property', where, message), fixes };
}

function wrong(node: Node, expected: string, report: Report, meant?: string): undefined {
  const hint = meant === undefined ? '' : ` Did you mean “${meant}”?`;
  report(configProblem('config-wrong-value', nodeRange(node), `Expected ${expected}.${hint}`));
}

function expectedText(values?: readonly string[], pattern?: Pattern): string {
  return values ? `one of ${values.map((value) => `“${value}”`).join(', ')}` : (pattern?.meant ?? 'a text');
}
