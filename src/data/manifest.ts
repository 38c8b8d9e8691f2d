// What stands beside an export: what it is, of whom, by which models, under which terms, what was left and removed and why. In: a tally and its wish. Out: a
// plain value without paths and keys.
import { compile } from '../lang/compile.ts';
import { personaHash } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';
import type { DataFormat } from './format.ts';
import { identifierKinds } from './personal-data.ts';
import { reasonsIn, type Tally } from './tally.ts';

export const manifestVersion = 1;

export interface ManifestWish {
  readonly format: DataFormat;
  readonly persona: Persona;
  readonly tally: Tally;
  readonly personal: 'remove' | 'redact' | 'keep';
  readonly country: string | undefined;
  readonly takeUnfit: boolean;
  /** ISO 8601. */
  readonly at: string;
  /** By the name of the part: the file, without folders. */
  readonly files: Readonly<Record<string, string>>;
}

export function manifestOf(wish: ManifestWish): object {
  const { format, persona, tally, personal, country, takeUnfit, at, files } = wish;
  const said = (word: string) => persona.head.get(word)?.value ?? null;
  return {
    version: manifestVersion,
    made: at,
    format: format.id,
    files: format.parts.map(({ name }) => ({ file: files[name], part: name || null, rows: tally.rows[name] ?? 0 })),
    persona: {
      name: persona.name,
      kind: persona.kind ?? null,
      hash: personaHash(compile(persona, {})),
      licence: said('licence'),
      source: said('source'),
      consent: said('consent'),
      retention: said('retention'),
    },
    talks: { read: tally.talks, used: tally.used, models: tally.models, personaHashes: tally.hashes },
    left: reasonsIn(tally.left),
    removed: reasonsIn(tally.removed),
    gate: {
      identifiers: { what: personal, kinds: identifierKinds, country: country ?? null, replaced: tally.replaced },
      namesOfPeople: 'not looked for',
      testItems: 'removed',
      duplicates: 'removed',
      unfitReplies: takeUnfit ? 'taken' : 'left',
    },
  };
}
