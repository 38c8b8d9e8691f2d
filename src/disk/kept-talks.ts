// The talks kept beside a persona: `NAME.talk.jsonl`, and `NAME.ANYTHING.talk.jsonl` where there are more. Texts only; reading
// them is play's. A link is followed no further than the source lets a persona read. Never throws: what cannot be read is not there.
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Source } from '../lang/source.ts';

export interface KeptTalkFile {
  readonly uri: string;
  readonly text: string;
}

const suffix = '.talk.jsonl';

/** Sorted by name. @param personaUri a `file:` uri; any other has none. @param source what that persona may read. */
export function keptTalkFiles(personaUri: string, source: Source): readonly KeptTalkFile[] {
  if (!personaUri.startsWith('file:')) return [];
  return namesBeside(personaUri).flatMap((name) => {
    const file = source.read(`./${name}`, personaUri);
    return file.ok ? [{ uri: file.uri, text: file.text }] : [];
  });
}

function namesBeside(personaUri: string): readonly string[] {
  try {
    const persona = fileURLToPath(personaUri);
    const stem = basename(persona).replace(/\.persona$/i, '');
    const names = readdirSync(dirname(persona));
    return names.filter((name) => name.startsWith(`${stem}.`) && name.endsWith(suffix)).sort();
  } catch {
    return [];
  }
}
