// Names that two blocks or two kinds of thing share, and names that lead nowhere: rules that a test names, moves that a stage opens.
// Looks at one file's own words, knowing what is inherited. Names twice in one block the parser tells.
import { recall } from '../memory.ts';
import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problems.ts';
import type { Origin, SourceText } from '../source-text.ts';
import { originOf } from '../source-text.ts';
import type { Entry, Name, Tree } from '../tree.ts';
import { builtInValues } from '../vocabulary.ts';
import type { Draft } from './draft.ts';
import { listOf, membersOf, nameKeysOf } from './members.ts';
import { namedEntries } from './read-head.ts';

interface Called {
  readonly key: string;
  readonly text: string;
  readonly origin: Origin;
  readonly what: string;
}

/** One name for two rules, where one is called by its sentence, or for two things that `{{name}}` could stand for. */
export function checkDuplicates(own: Draft): readonly Problem[] {
  const sameRules = recall(own.tree.memory, duplicateRules, own.rules, undefined);
  if (own.given.length === 0 && own.state.length === 0 && own.tools.length === 0) return sameRules;
  const named = (what: string) => (thing: { readonly name: Name; readonly origin: Origin }) => {
    return { ...thing.name, what, origin: { uri: thing.origin.uri, range: thing.name.range } };
  };
  const values = [
    { things: own.given, called: named('value') },
    { things: own.state, called: named('slot') },
    { things: own.tools, called: named('tool') },
  ];
  const keys = values.flatMap(({ things }) => things.map(({ name }) => name.key));
  return [
    ...sameRules,
    ...(areDistinct(keys) ? [] : duplicates(values.flatMap(({ things, called }) => things.map(called)))),
    ...reserved(own.tools.map(named('tool'))),
  ];
}

function duplicateRules(rules: Draft['rules']): readonly Problem[] {
  if (areDistinct(rules.map(({ key }) => key))) return [];
  const called = rules.map((rule) => ({
    key: rule.key,
    text: rule.id,
    what: 'rule',
    origin: rule.name ? { uri: rule.origin.uri, range: rule.name.range } : originOf(rule.sentence),
  }));
  return duplicates(called);
}

/** Nearly always: then nothing has to be told of anything. */
function areDistinct(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}

function duplicates(things: readonly Called[]): Problem[] {
  const first = new Map<string, Called>();
  const problems: Problem[] = [];
  for (const thing of things) {
    const other = first.get(thing.key);
    if (!other) {
      first.set(thing.key, thing);
      continue;
    }
    const message = `There is a ${other.what} called \`${thing.text}\` already. Give each its own name.`;
    const related = [{ origin: other.origin, message: 'the first one' }];
    problems.push({ code: 'duplicate-name', severity: 'error', range: thing.origin.range, message, related });
  }
  return problems;
}

function reserved(things: readonly Called[]): Problem[] {
  return things.flatMap((thing) => {
    if (!builtInValues.includes(thing.key)) return [];
    const message = `\`{{${thing.key}}}\` is a value that is always there. Take another name.`;
    return [{ code: 'bad-name', severity: 'error', range: thing.origin.range, message }];
  });
}

/** Rules that tests name, and moves that stages open, which are not there. */
export function checkReferences(own: Draft, merged: Draft): readonly Problem[] {
  const named = own.tests.some(({ expectations }) =>
    expectations.some(({ kind }) => kind === 'keeps' || kind === 'breaks'),
  );
  const rules = new Map(named ? merged.rules.map((rule) => [rule.key, rule.id]) : []);
  const moves = new Map(merged.moves.map((move) => [move.name.key, move.name.text]));
  const unknownRules = own.tests.flatMap((test) =>
    test.expectations.flatMap(({ kind, text }) =>
      kind === 'keeps' || kind === 'breaks' ? missing('unknown-rule', 'rule', text, rules) : [],
    ),
  );
  const unknownMoves = stages(own.tree).flatMap((entry) =>
    listOf(entry.children, 'moves').flatMap((text) => missing('wrong-value', 'move', text, moves)),
  );
  return [...unknownRules, ...unknownMoves];
}

function stages(tree: Tree): readonly Entry[] {
  return namedEntries(membersOf(tree, 'plan')).filter((entry) => nameKeysOf(entry.children, 'moves') !== undefined);
}

function missing(code: string, what: string, text: SourceText, known: ReadonlyMap<string, string>): Problem[] {
  const key = nameKey(text.value);
  if (key === '' || known.has(key)) return [];
  const near = known.get(nearest(key, known.keys()) ?? '');
  const message = `There is no ${what} called \`${text.value}\`${near ? `: did you mean \`${near}\`?` : '.'}`;
  const fixes = near
    ? [{ title: `Write \`${near}\``, edits: [{ range: text.range, text: near }], preferred: true }]
    : [];
  return [{ code, severity: 'error', range: text.range, message, fixes }];
}
