// `lint --update-baseline`: writes what is found now as known, into the file that each `dramatis.json` names. What only a model's answers
// can tell stays known where no model was asked.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../base/user-error.ts';
import { pathInFolder } from '../config/is-ignored.ts';
import { writeFileAtomically } from '../disk/write-file-atomically.ts';
import { codeOf, fingerprint, writeBaseline } from '../lint/static/baseline.ts';
import { isBehaviorCode } from '../lint/static/behavior-summaries.ts';
import { checkFile, knownFindings } from '../lint/static/check-file.ts';
import type { PersonaFile } from './find-personas.ts';
import { loadMeasures } from './load-measures.ts';
import { contextOf, readText } from './load-persona.ts';
import type { ProbedFiles } from './probe-files.ts';

/**
 * @param named `--baseline`; undefined: what each `dramatis.json` names.
 * @param probed what probes found, where they were played.
 * Files not among `files` lose what was known of them: lint the whole folder.
 * @returns how many findings each baseline holds, by its path. @throws UserError where no baseline is named.
 */
export async function updateBaseline(
  files: readonly PersonaFile[],
  named: string | undefined,
  probed?: ProbedFiles,
): Promise<ReadonlyMap<string, number>> {
  const measures = await loadMeasures();
  const baselines = new Map<string, Record<string, string[]>>();
  for (const { path, shown } of files) {
    const { uri, config, source } = contextOf(path, named);
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
    const told = (probed?.files.get(shown)?.problems ?? []).map((problem) => fingerprint(problem, persona.tree));
    const known = knownFindings({ uri, config, source }).filter((one) => isBehaviorCode(codeOf(one)));
    const left = probed?.complete ? [] : known.filter((one) => !told.includes(one));
    const written = problems.map((problem) => fingerprint(problem, persona.tree));
    found[pathInFolder(uri, folder)] = [...written, ...told, ...left];
  }
  const counts = new Map<string, number>();
  for (const [target, found] of baselines) {
    await writeFileAtomically(target, writeBaseline(found));
    counts.set(target, Object.values(found).flat().length);
  }
  return counts;
}
