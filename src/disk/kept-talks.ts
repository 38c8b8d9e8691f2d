// The talks kept beside a persona: `NAME.talk.jsonl`, and `NAME.ANYTHING.talk.jsonl` where there are more. Texts only; reading
// them is play's. Never throws: what cannot be read is not there.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface KeptTalkFile {
  readonly uri: string;
  readonly text: string;
}

const suffix = '.talk.jsonl';
const largest = 8 * 1024 * 1024;

/** Sorted by name. @param personaUri a `file:` uri; any other has none. */
export function keptTalkFiles(personaUri: string): readonly KeptTalkFile[] {
  if (!personaUri.startsWith('file:')) return [];
  try {
    const persona = fileURLToPath(personaUri);
    const stem = basename(persona).replace(/\.persona$/i, '');
    const names = readdirSync(dirname(persona)).filter((name) => name.startsWith(`${stem}.`) && name.endsWith(suffix));
    return names.sort().flatMap((name) => readOne(join(dirname(persona), name)));
  } catch {
    return [];
  }
}

function readOne(path: string): KeptTalkFile[] {
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > largest) return [];
    return [{ uri: pathToFileURL(path).href, text: readFileSync(path, 'utf8') }];
  } catch {
    return [];
  }
}
