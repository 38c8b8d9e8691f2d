// The static findings of many files, one report after the other: personas, the talks kept beside them, agent files, each `dramatis.json` once.
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineTable } from '../base/line-table.ts';
import { isIgnored } from '../config/is-ignored.ts';
import { keptTalkFiles } from '../disk/kept-talks.ts';
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';
import type { Measures } from '../lang/measures.ts';
import { inOrder, type Problem } from '../lang/problems.ts';
import type { FileReport } from '../lint/report/file-report.ts';
import { checkFile } from '../lint/static/check-file.ts';
import { configModels } from '../lint/static/config-models.ts';
import type { KnownModels } from '../lint/static/model-ending.ts';
import { keptTalk } from '../play/kept-talk.ts';
import { readAgentFiles } from './agent-files.ts';
import type { PersonaFile } from './find-personas.ts';
import { loadMeasures } from './load-measures.ts';
import { contextOf, readText } from './load-persona.ts';

/** Files that `dramatis.json` ignores are passed over. Rejects with a UserError where a file cannot be read. */
export async function* lintFiles(
  files: readonly PersonaFile[],
  cwd: string,
  baseline: string | undefined,
  models: KnownModels,
): AsyncGenerator<FileReport> {
  const [measures] = await Promise.all([loadMeasures(), readAgentFiles()]);
  const configs = new Set<string>();
  for (const file of files) {
    const context = contextOf(file.path, baseline);
    const { configFile } = context;
    if (configFile && !configs.has(configFile.uri)) {
      configs.add(configFile.uri);
      const found = [...configFile.problems, ...configModels(configFile.text, context.config, models)];
      yield report(shown(configFile.uri, cwd), configFile.text, found.sort(inOrder));
    }
    if (isIgnored(context.uri, context.config)) continue;
    yield* lintFile(file, context, { measures, models }, cwd);
  }
}

async function* lintFile(
  file: PersonaFile,
  { uri, config, source }: ReturnType<typeof contextOf>,
  { measures, models }: { readonly measures: Measures; readonly models: KnownModels },
  cwd: string,
): AsyncGenerator<FileReport> {
  const text = await readText(file.path);
  if (kindOfFile(file.path)) {
    const { checkAgentFile } = await import('../lint/agent-files/check-agent-file.ts');
    yield report(file.shown, text, checkAgentFile({ text, uri, source, config, models }));
    return;
  }
  const talks = keptTalkFiles(uri, source).map(keptTalk);
  const checked = checkFile({ text, uri, source, config, measures, talks }, 'save');
  yield { ...report(file.shown, text, checked.problems), stale: checked.stale };
  for (const talk of checked.talks) yield report(shown(talk.uri, cwd), talk.text, talk.problems);
}

function report(path: string, text: string, problems: readonly Problem[]): FileReport {
  return { path, text, lines: new LineTable(text), problems };
}

function shown(uri: string, cwd: string): string {
  return relative(cwd, fileURLToPath(uri)).split(sep).join('/');
}
