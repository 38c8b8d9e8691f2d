// Who speaks in an example, a scene or a test: the cast that `with:` names, the speakers of lines, who stands where; and the values
// that a test gives anew. A line or entry in, occurrences added.
import { range } from '../../base/range.ts';
import { readCast } from '../../lang/cast.ts';
import { elements } from '../../lang/check-value.ts';
import { nameKey } from '../../lang/name.ts';
import { type SourceText, sourceRange } from '../../lang/source-text.ts';
import type { Entry } from '../../lang/tree.ts';
import type { Names } from './names.ts';
import { valueKinds } from './occurrence.ts';

const speakers = ['user', 'self', 'self thinks', 'narrator'];

/** @param member of the block, right under its header. */
export function namesOfDialogue(names: Names, member: Entry): void {
  const { word, name } = member;
  if (word === 'with') for (const element of elements(member)) castMember(names, element);
  else if (word === 'given' || (word === undefined && name.key.startsWith('given '))) {
    const { key, range: place } = nameBehind(member);
    names.use(valueKinds, key, place, { role: 'override' });
  } else if (word === 'position' || word === 'condition') {
    const { key, range: place } = nameBehind(member);
    names.use(['speaker'], key, place);
  } else if (word === undefined) names.use(['speaker'], name.key, name.range);
  else if (speakers.includes(word)) {
    const [who = word] = word.split(' ');
    const { start, end } = name.range;
    const thinks = word === 'self thinks' ? name.text.search(/\s/u) : -1;
    names.use(['speaker'], who, range(start, thinks > 0 ? start + thinks : end));
  }
}

function castMember(names: Names, element: SourceText): void {
  const { key, name, path } = readCast(element.value);
  if (key === '') return;
  const at =
    path === undefined || /\sas\s/u.test(element.value) ? element.value.lastIndexOf(name) : path.lastIndexOf(name);
  if (at < 0) return;
  const stem = path !== undefined && at < path.length;
  names.define('speaker', key, sourceRange(element, at, at + name.length), stem ? 'stem' : 'name');
}

/** `given passphrase`, `position watson`: the name behind the word. */
function nameBehind({ name }: Entry): { readonly key: string; readonly range: { start: number; end: number } } {
  const text = /^\s*\S+\s+(.*)$/su.exec(name.text)?.[1] ?? '';
  return { key: nameKey(text), range: range(name.range.end - text.length, name.range.end) };
}
