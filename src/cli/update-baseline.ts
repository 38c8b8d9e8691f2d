// `lint --update-baseline`: writes what is found now as known, into the file that each `dramatis.json` names.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../base/user-error.ts';
import { pathInFolder } from '../config/is-ignored.ts';
import { writeFileAtomically } from '../disk/write-file-atomically.ts';
import { fingerprint, writeBaseline } from '../lint/static/baseline.ts';
import { checkFile } from '../lint/static/check-file.ts';
import type { PersonaFile } from './find-personas.ts';
import { loadMeasures } from './load-measures.ts';
import { contextOf, readText } from './load-persona.ts';

/**
 * Files not among `files` lose what was known of them: lint the whole folder.
 * @returns how many findings each baseline holds, by its path. @throws UserError where no baseline is named.
 */
export async function updateBaseline(files: readonly PersonaFile[]): Promise<ReadonlyMap<string, number>> {
  const measures = await loadMeasures();
  const baselines = new Map<string, Record<string, string[]>>();
  for (const { path, shown } of files) {
    const { uri, config, source } = contextOf(path);
    const { folder, baseline } = config;
    if (folder === undefined || baseline === undefined)
      throw new UserError(`No baseline is named for ${shown}.`, 'Add `"baseline": "baseline.json"` to dramatis.json.');
    const target = join(fileURLToPath(folder), baseline);
    const found = baselines.get(target) ?? {};
    baselines.set(target, found);
    const everything = { ...config, baseline: undefined };
    const { persona, problems } = checkFile(
      { text: await readText(path), uri, source, config: everything, measures, talks: [] },
      'save',
    );
    found[pathInFolder(uri, folder)] = problems.map((problem) => fingerprint(problem, persona.tree));
  }
  const counts = new Map<string, number>();
  for (const [target, found] of baselines) {
    await writeFileAtomically(target, writeBaseline(found));
    counts.set(target, Object.values(found).flat().length);
  }
  return counts;
}
