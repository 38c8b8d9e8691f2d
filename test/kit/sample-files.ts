// The samples and the good fixtures as texts by path, for tests that hold laws on all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of a folder of the repository (not of those below) by `/name`, as `memorySource` takes them. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(`${root}${folder}`, { withFileTypes: true }).filter((file) => file.isFile());
  return Object.fromEntries(files.map(({ name }) => [`/${name}`, readFileSync(`${root}${folder}/${name}`, 'utf8')]));
}

/** `/name` of every persona among files. */
export function personasOf(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(files)
    .filter((path) => path.endsWith('.persona'))
    .sort();
}
