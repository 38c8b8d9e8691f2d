// Writes every generated file of the repository from the tables of the source; `npm run generate`. To add a generator, write
// a file in `generate/` and a line below. CI fails where a generated file is not current.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configSchema } from './generate/config-schema.ts';
import { dataTables } from './generate/data-tables.ts';
import type { GeneratedFile } from './generate/generated.ts';
import { grammar } from './generate/grammar.ts';
import { languageConfiguration } from './generate/language-configuration.ts';
import { languageTables } from './generate/language-tables.ts';
import { rulesIndex } from './generate/rules-index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const generators: readonly (() => readonly GeneratedFile[])[] = [
  configSchema,
  () => dataTables(read('docs/training-data.md')),
  grammar,
  languageConfiguration,
  () => languageTables(read('docs/language.md')),
  rulesIndex,
];

for (const { path, content } of generators.flatMap((generator) => generator())) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
