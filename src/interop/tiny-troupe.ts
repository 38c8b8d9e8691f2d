// TinyTroupe's agents and fragments (`.agent.json`, `.fragment.json`): read into a persona, and an agent written from one. What is a list there is lines of one entry here. Their
// merge rules are those of our `extends`, so a fragment becomes a persona to extend. Source: microsoft/TinyTroupe, examples' agents.

import type { NewBlock, NewMember } from '../lang/edit.ts';
import { onOneLine } from '../lang/one-line.ts';
import { factNames } from './card/fact-names.ts';
import { dropped, type Fate, mapped } from './fate.ts';
import { stemOf } from './file-name.ts';
import type { Format } from './format.ts';
import { elementsOf, type JsonNode, keysOf, propertyOf, readJson, textOf } from './json-text.ts';
import { tinyPerson } from './tiny-troupe-out.ts';
import { writeParts } from './write-blocks.ts';

export const tinyTroupe: Format = {
  id: 'tinytroupe',
  title: 'TinyTroupe agent or fragment (JSON)',
  extension: '.agent.json',
  endings: ['json'],
  detect: (bytes) => rootOf(bytes) !== undefined,
  read(bytes, { source }) {
    const root = rootOf(bytes);
    if (!root) return { ok: false, reason: 'This is no TinyTroupe agent or fragment.' };
    return readAgent(root, source);
  },
  write(persona) {
    const { value, fates } = tinyPerson(persona);
    return { ok: true, bytes: new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), fates };
  },
};

function rootOf(bytes: Uint8Array): JsonNode | undefined {
  if (bytes.length > 5_000_000) return undefined;
  const read = readJson(new TextDecoder().decode(bytes));
  if (!read.ok) return undefined;
  const type = textOf(propertyOf(read.root, 'type'));
  const known = type === 'TinyPerson' || type === 'Fragment';
  return known && propertyOf(read.root, 'persona')?.type === 'object' ? read.root : undefined;
}

function readAgent(root: JsonNode, source: string | undefined) {
  const persona = propertyOf(root, 'persona') as JsonNode;
  const fates: Fate[] = [];
  const about: { name: string; text: string }[] = [];
  const traits: NewMember[] = [];
  const knows: NewMember[] = [];
  for (const key of keysOf(persona)) {
    const node = propertyOf(persona, key) as JsonNode;
    if (key === 'name') continue;
    if (key === 'personality') readPersonality(node, about, traits);
    else if (key === 'relationships') knows.push(...relationships(node));
    else if (key === 'other_facts') knows.push(...lines(node).map((text) => ({ text })));
    else if (node.type === 'object') {
      for (const inner of keysOf(node)) {
        about.push(...flattened(`${words(key)} ${words(inner)}`, propertyOf(node, inner) as JsonNode));
      }
    } else about.push(...flattened(words(key), node));
    fates.push(mapped(key, placeOf(key)));
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
  const blocks: NewBlock[] = [
    { word: 'persona', title: onOneLine(name), children: head },
    { word: 'about', children: about.map(({ text }, index) => ({ name: names[index] as string, text })) },
    { word: 'traits', children: traits },
    { word: 'knows', children: knows },
  ];
  const filled = blocks.filter(({ word, children }) => word === 'persona' || (children?.length ?? 0) > 0);
  const written = writeParts(filled.map((block) => ({ what: `\`${block.word}\``, block })));
  return { ok: true as const, name: onOneLine(name), text: written.text, fates: [...fates, ...written.fates] };
}

function readPersonality(node: JsonNode, about: { name: string; text: string }[], traits: NewMember[]): void {
  for (const key of keysOf(node)) {
    const value = propertyOf(node, key) as JsonNode;
    if (key !== 'big_five') {
      about.push(...flattened(key === 'traits' ? 'personality' : words(key), value));
      continue;
    }
    for (const trait of keysOf(value)) {
      const said = textOf(propertyOf(value, trait)) ?? '';
      const level = /^(low|medium|high)\b[.,:; ]*/iu.exec(said);
      traits.push({ name: words(trait), text: onOneLine(level ? (level[1] as string).toLowerCase() : said) });
      const more = onOneLine(said.slice(level?.[0].length ?? said.length));
      if (more !== '') about.push({ name: words(trait), text: more });
    }
  }
}

function relationships(node: JsonNode): readonly NewMember[] {
  const found = elementsOf(node).flatMap((each) => {
    const name = textOf(propertyOf(each, 'name'));
    const text = onOneLine(textOf(propertyOf(each, 'description')) ?? '');
    return name && text !== '' ? [{ name: `${name}`, text }] : [];
  });
  const names = factNames(found.map(({ name }) => name));
  return found.map(({ text }, index) => ({ name: names[index] as string, text }));
}

/** One entry for a text, a number or a list of them; a map is one for each of its keys. */
function flattened(name: string, node: JsonNode): { name: string; text: string }[] {
  if (node.type === 'object') {
    return keysOf(node).flatMap((key) => flattened(`${name} ${words(key)}`, propertyOf(node, key) as JsonNode));
  }
  const text = lines(node).join('\n');
  return text === '' ? [] : [{ name, text }];
}

function lines(node: JsonNode): readonly string[] {
  if (node.type === 'array') return elementsOf(node).flatMap(lines);
  if (node.type === 'object')
    return [
      keysOf(node)
        .map((key) => `${words(key)}: ${lines(propertyOf(node, key) as JsonNode).join(', ')}`)
        .join('; '),
    ];
  const text = node.value === null || node.value === undefined ? '' : onOneLine(String(node.value));
  return text === '' ? [] : [text];
}

function placeOf(key: string): string {
  if (key === 'personality') return '`traits` and `about`';
  return key === 'relationships' || key === 'other_facts' ? '`knows`' : '`about`';
}

function words(key: string): string {
  return key.replace(/_/gu, ' ');
}
