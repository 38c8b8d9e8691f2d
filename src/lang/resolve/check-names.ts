// Names that are there twice, names of values that the language keeps for itself, and names that lead nowhere: rules that a
// test names, moves that a stage opens. Looks at one file's own words; what is inherited is known to it.

import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import type { Problem, Severity } from '../problems.ts';
import type { Origin, SourceText } from '../source-text.ts';
import { originOf } from '../source-text.ts';
import type { Entry, Tree } from '../tree.ts';
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

/** Duplicates within each block, among values, and among titles. */
export function checkDuplicates(own: Draft): readonly Problem[] {
  const named = (
    what: string,
    things: readonly { readonly name: { key: string; text: string; range: Origin['range'] } }[],
  ) => things.map(({ name }) => ({ ...name, what, origin: { uri: own.tree.uri, range: name.range } }));
  const titled = (what: string, things: readonly { readonly title: SourceText | undefined }[]) =>
    things.flatMap(({ title }) =>
      title ? [{ key: nameKey(title.value), text: title.value, what, origin: originOf(title) }] : [],
    );
  const rules = own.rules.map((rule) => ({
    key: rule.key,
    text: rule.id,
    what: 'rule',
    origin: rule.name ? { uri: own.tree.uri, range: rule.name.range } : originOf(rule.sentence),
  }));
  const facts = own.knows.flatMap((fact) => (fact.name ? [{ name: fact.name }] : []));
  return [
    ...duplicates(named('aspect', own.about)),
    ...duplicates(named('trait', namedEntries(membersOf(own.tree, 'traits')))),
    ...duplicates(named('fact', facts)),
    ...duplicates([...named('value', own.given), ...named('slot', own.state), ...named('tool', own.tools)]),
    ...duplicates(rules),
    ...duplicates(named('stage', own.plan)),
    ...duplicates(named('move', own.moves)),
    ...duplicates(titled('section', own.sections), 'warning'),
    ...duplicates(titled('example', own.examples), 'warning'),
    ...duplicates(titled('scene', own.scenes), 'warning'),
    ...duplicates(titled('test', own.tests), 'warning'),
    ...own.tests.flatMap((test) => duplicates(named('value', test.given))),
    ...reserved([...named('value', own.given), ...named('slot', own.state), ...named('tool', own.tools)]),
  ];
}

function duplicates(things: readonly Called[], severity: Severity = 'error'): Problem[] {
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
    problems.push({ code: 'duplicate-name', severity, range: thing.origin.range, message, related });
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
  const rules = new Map(merged.rules.map((rule) => [rule.key, rule.id]));
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
