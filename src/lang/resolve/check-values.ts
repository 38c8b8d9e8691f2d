// `{{name}}` that nobody declares, anywhere in a file's prose and phrases. Fences and `given` are text to the letter.

import { append } from '../../base/append.ts';
import { own } from '../../base/own.ts';
import { blocksByWord } from '../blocks-by-word.ts';
import { type Memory, recall, recallAll } from '../memory.ts';
import { nameKey } from '../name.ts';
import { nearest } from '../nearest.ts';
import type { Problem } from '../problems.ts';
import { type SourceText, sourceRange } from '../source-text.ts';
import type { Block, Member } from '../tree.ts';
import type { Value } from '../value.ts';
import { lookUp, placeholders } from '../values.ts';
import { builtInValues } from '../vocabulary.ts';
import type { Draft } from './draft.ts';
import { textsOf } from './members.ts';

/** What other tools call the values that are always there. */
const meant: Readonly<Record<string, string>> = {
  char: 'self',
  character: 'self',
  bot: 'self',
  name: 'self',
  persona: 'self',
  player: 'user',
  username: 'user',
  human: 'user',
};

/** Clauses and entries whose text is a phrase: there an unknown value is an error, in prose it is sent as written. */
const phrases = new Set([
  'when',
  'unless',
  'must',
  'never',
  'let',
  'user must',
  'until',
  'ends when',
  'goal reached when',
]);

/** Every declared value of a draft by key; slots and tables are declared and not known. */
export function declaredValues(draft: Draft): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = Object.create(null);
  for (const tool of draft.tools) values[tool.name.key] = null;
  for (const slot of draft.state) values[slot.name.key] = null;
  for (const given of draft.given) values[given.name.key] = given.value;
  for (const name of builtInValues) values[name] = null;
  return values;
}

/** Values in one place, and some of their names, to propose. */
interface Scope {
  readonly values: Readonly<Record<string, Value>>;
  readonly names: readonly string[];
}

/** Of many names, so many are compared with one that is not there. */
const mostCompared = 500;

function scopeOf(values: Readonly<Record<string, Value>>): Scope {
  return { values, names: Object.keys(values).slice(-mostCompared) };
}

/** Where a name is looked for, the innermost first. */
type Scopes = readonly Scope[];

/** A text that may name values. `phrase`: it is one. */
interface Use {
  readonly text: SourceText;
  readonly phrase: boolean;
}

/** Finds unknown values in every block; a rule knows what its `let:` lines bind, a test what it is given. */
export function checkValues(own: Draft, merged: Draft): readonly Problem[] {
  const { memory, blocks, byWord } = own.tree;
  const problems: Problem[] = [];
  let declared: Scope | undefined;
  for (const [word, same] of byWord ?? blocksByWord(blocks)) {
    if (word === 'given') continue;
    for (const { block, member, found } of recall(memory, usesInBlocks, same, memory)) {
      declared ??= scopeOf(declaredValues(merged));
      const scopes = [declared];
      if (word === 'test') scopes.unshift(givenTo(own.tests[same.indexOf(block)]));
      if (member && word === 'rules') scopes.unshift(boundBy(member));
      for (const { text, phrase } of found) append(problems, textProblems(text, scopes, phrase));
    }
  }
  return problems;
}

function givenTo(test: Draft['tests'][number] | undefined): Scope {
  return scopeOf(Object.fromEntries((test?.given ?? []).map((one) => [one.name.key, one.value])));
}

interface MemberUses {
  readonly block: Block;
  /** Undefined: the block's own prose or title. */
  readonly member: Member | undefined;
  readonly found: readonly Use[];
}

const noUses: readonly never[] = [];

/** Of all blocks of one word. */
function usesInBlocks(blocks: readonly Block[], memory: Memory | undefined): readonly MemberUses[] {
  return recallAll(memory, usesInBlock, blocks, memory);
}

function usesInBlock(block: Block, memory: Memory | undefined): readonly MemberUses[] {
  const found: MemberUses[] = [];
  // Of all titles this one alone is sent.
  for (const text of [block.prose, block.word === 'section' ? block.title : undefined]) {
    if (text?.value.includes('{{')) found.push({ block, member: undefined, found: [{ text, phrase: false }] });
  }
  for (const uses of recallAll(memory, usesIn, block.children, undefined)) found.push({ block, ...uses });
  return found;
}

function usesIn(member: Member): readonly Omit<MemberUses, 'block'>[] {
  let found: Use[] | undefined;
  let open: Member[] | undefined;
  for (let next: Member | undefined = member; next; next = open?.pop()) {
    const word = next.kind === 'entry' ? next.word : undefined;
    if (word === 'given') continue;
    if (next.text.value.includes('{{')) {
      found ??= [];
      found.push({ text: next.text, phrase: word !== undefined && phrases.has(word) });
    }
    if (next.children.length === 0) continue;
    open ??= [];
    append(open, next.children);
  }
  return found ? [{ member, found }] : noUses;
}

function boundBy(rule: Member): Scope {
  const names = textsOf(rule.children, 'let').flatMap((text) => {
    const equals = text.value.indexOf('=');
    return equals < 0 ? [] : [nameKey(text.value.slice(0, equals))];
  });
  return scopeOf(Object.fromEntries(names.map((name) => [name, null])));
}

function textProblems(text: SourceText, scopes: Scopes, phrase: boolean): readonly Problem[] {
  return placeholders(text.value).flatMap((placeholder) => {
    if (scopes.some((scope) => lookUp(scope.values, placeholder.key) !== undefined)) return [];
    const names = scopes.flatMap((scope) => scope.names);
    const near = own(meant, placeholder.key) ?? nearest(placeholder.key, names);
    const hint = near
      ? `: did you mean \`{{${near}}}\`?`
      : phrase
        ? '. Declare it under `given`.'
        : '. It is sent as written. Declare it under `given`.';
    const range = sourceRange(text, placeholder.start, placeholder.end);
    const fixes = near
      ? [{ title: `Write \`{{${near}}}\``, edits: [{ range, text: `{{${near}}}` }], preferred: true }]
      : [];
    const message = `No value is called \`${placeholder.name}\`${hint}`;
    return [{ code: 'unknown-value', severity: phrase ? 'error' : 'warning', range, message, fixes }];
  });
}
