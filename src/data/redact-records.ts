// Records of a talk in, the same without identifiers of people out: before anything is made of them, so that whatever counts characters counts those that
// are there. Ids, names of steps and times stay. Pure.
import type { TraceRecord } from '../play/trace.ts';
import { type FindIdentifiers, redacted } from './personal-data.ts';

/** `replaced`: how many there were. */
export function redactRecords(
  records: readonly TraceRecord[],
  find: FindIdentifiers,
): { readonly records: readonly TraceRecord[]; readonly replaced: number } {
  let replaced = 0;
  const walk = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      if (keys.has(name)) return value;
      const found = find(value);
      replaced += found.length;
      return found.length === 0 ? value : redacted(value, found);
    }
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  };
  return { records: walk(records) as readonly TraceRecord[], replaced };
}

/** What holds ids and words of ours. */
const keys = new Set(
  'type id after request turn turns of at beside edited run parent hash personaHash upTo kind step actor speaker role rule version'.split(
    ' ',
  ),
);
