// TinyTroupe's agents and fragments (`.agent.json`, `.fragment.json`): read into a persona, and an agent written from one. What is a list there is lines of one entry here. Their
// merge rules are those of our `extends`, so a fragment becomes a persona to extend. Source: microsoft/TinyTroupe, examples' agents.

import type { NewBlock, NewMember } from '../lang/edit.ts';
import { onOneLine } from '../lang/one-line.ts';
import { factNames } from './card/fact-names.ts';
import { dropped, type Fate, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format } from './format.ts';
import { elementsOf, type JsonNode, keysOf, propertyOf, readJson, textOf } from './json-text.ts';
import { textOf as utf8Of } from './text-of.ts';
import { tinyPerson } from './tiny-troupe-out.ts';
import { type AgentWords, type Aspect, agentWords, keyWords } from './tiny-troupe-words.ts';
import { writeParts } from './write-blocks.ts';

/** A fact; one without a name is an item. */
interface Known {
  readonly name?: string;
  readonly text: string;
}

export const tinyTroupe: Format = {
  id: 'tinytroupe',
  title: 'TinyTroupe agent or fragment (JSON)',
  extension: '.agent.json',
  endings: ['json'],
  detect: (bytes) => rootOf(bytes) !== undefined,
  read(bytes, { source }) {
    const found = rootOf(bytes);
    if (!found) return { ok: false, reason: 'This is no TinyTroupe agent or fragment.' };
    return readAgent(found.root, found.json, source);
  },
  write(persona) {
    const { value, fates } = tinyPerson(persona);
    return { ok: true, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), fates };
  },
};

function rootOf(bytes: Uint8Array): { readonly root: JsonNode; readonly json: string } | undefined {
  const json = utf8Of(bytes)?.replace(/^\ufeff/u, '');
  const read = json === undefined ? undefined : readJson(json);
  if (json === undefined || !read?.ok) return undefined;
  const type = textOf(propertyOf(read.root, 'type'));
  const known = type === 'TinyPerson' || type === 'Fragment';
  return known && propertyOf(read.root, 'persona')?.type === 'object' ? { root: read.root, json } : undefined;
}

function readAgent(root: JsonNode, json: string, source: string | undefined) {
  const persona = propertyOf(root, 'persona') as JsonNode;
  const words = agentWords(json);
  const fates: Fate[] = [];
  const about: Aspect[] = [];
  const traits: NewMember[] = [];
  const knows: Known[] = [];
  for (const key of keysOf(persona)) {
    const node = propertyOf(persona, key) as JsonNode;
    const said = () => about.length + traits.length + knows.length;
    const before = said();
    if (key === 'name') continue;
    if (key === 'personality') readPersonality(node, words, about, traits);
    else if (key === 'relationships') knows.push(...relationships(node, words));
    else if (key === 'other_facts') knows.push(...words.lines(node).map((text) => ({ text })));
    else about.push(...words.aspects(keyWords(key), node));
    fates.push(said() > before ? mapped(key, placeOf(key)) : dropped(key, 'It says nothing.'));
  }
  for (const key of keysOf(root)) {
    if (key !== 'type' && key !== 'persona')
      fates.push(dropped(key, 'It is the state of a simulation, not who somebody is.'));
  }
  const name = textOf(propertyOf(persona, 'name'))?.trim() || stemOf(source) || 'Somebody';
  const role = textOf(propertyOf(propertyOf(persona, 'occupation'), 'title'));
  const head: NewMember[] = [];
  if (role) head.push({ name: 'role', text: onOneLine(role) });
  head.push({ name: 'source', text: source ?? 'a TinyTroupe agent' });
  const names = factNames(about.map(({ name: each }) => each));
  const factsWithNames = factNames(knows.flatMap(({ name: each }) => each ?? []))[Symbol.iterator]();
  const blocks: NewBlock[] = [
    { word: 'persona', title: onOneLine(name), children: head },
    { word: 'about', children: about.map(({ text }, index) => ({ name: names[index] as string, text })) },
    { word: 'traits', children: traits },
    {
      word: 'knows',
      children: knows.map(({ name: called, text }) =>
        called === undefined ? { text } : { name: factsWithNames.next().value ?? 'fact', text },
      ),
    },
  ];
  const filled = blocks.filter(({ word, children }) => word === 'persona' || (children?.length ?? 0) > 0);
  const written = writeParts(filled.map((block) => ({ what: `\`${block.word}\``, block })));
  return { ok: true as const, name: onOneLine(name), text: written.text, fates: [...fates, ...written.fates] };
}

function readPersonality(node: JsonNode, words: AgentWords, about: Aspect[], traits: NewMember[]): void {
  if (node.type !== 'object') about.push(...words.aspects('personality', node));
  for (const key of keysOf(node)) {
    const value = propertyOf(node, key) as JsonNode;
    if (key !== 'big_five' || value.type !== 'object') {
      about.push(...words.aspects(key === 'traits' ? 'personality' : keyWords(key), value));
      continue;
    }
    for (const trait of keysOf(value)) {
      const name = keyWords(trait);
      const said = words.lines(propertyOf(value, trait) as JsonNode).join('; ');
      const level = /^(low|medium|high)\b[.,:; ]*/iu.exec(said);
      const rest = said.slice(level?.[0].length ?? 0);
      if (level) traits.push({ name, text: (level[1] as string).toLowerCase() });
      else if (isLevel(said)) traits.push({ name, text: said });
      if (rest !== '' && (level || !isLevel(said))) about.push({ name, text: rest });
    }
  }
}

/** What a trait can say without a level in words: a share of one, or a few words. */
function isLevel(said: string): boolean {
  if (/^[+-]?[\d.,]/u.test(said)) return /^(?:0|1|[01]?\.\d+)$/u.test(said) && Number(said) <= 1;
  return said !== '' && said.split(' ').length <= 3;
}

/** A list of maps with a name and a description, of texts, or a map by name; whatever else they say stands behind the description. */
function relationships(node: JsonNode, words: AgentWords): readonly Known[] {
  if (node.type === 'object') {
    return keysOf(node).flatMap((key) => known(key, undefined, propertyOf(node, key) as JsonNode, words));
  }
  if (node.type !== 'array') return words.lines(node).map((text) => ({ text }));
  return elementsOf(node).flatMap((each) => known(textOf(propertyOf(each, 'name')), 'name', each, words));
}

/** @param taken the key that the name comes from. */
function known(
  name: string | undefined,
  taken: string | undefined,
  node: JsonNode,
  words: AgentWords,
): readonly Known[] {
  const description = words.lines(propertyOf(node, 'description')).join(' ');
  const more = words.entries(
    node,
    new Set(['description', ...(name === undefined || taken === undefined ? [] : [taken])]),
  );
  const text =
    node.type === 'object' ? [description, more].filter((part) => part !== '').join(' ') : words.lines(node).join('; ');
  const called = onOneLine(name ?? '');
  if (called === '') return text === '' ? [] : [{ text }];
  return [text === '' ? { text: called } : { name: called, text }];
}

function placeOf(key: string): string {
  if (key === 'personality') return '`traits` and `about`';
  return key === 'relationships' || key === 'other_facts' ? '`knows`' : '`about`';
}
