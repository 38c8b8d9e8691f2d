// `lint --behavior`: the rules of persona files put under attack. In: files and options. Out: for each file the findings on the lines of
// its rules, as `dramatis.json` and comments in the file want them told; known ones are not taken out yet.
import { resolve } from 'node:path';
import { isIgnored } from '../config/is-ignored.ts';
import { directives } from '../lang/directives.ts';
import type { Persona } from '../lang/persona.ts';
import type { Problem } from '../lang/problems.ts';
import type { Tree } from '../lang/tree.ts';
import { behaviorFindings, summaryLine } from '../lint/behavior/findings.ts';
import { planProbes } from '../lint/behavior/plan-probes.ts';
import { heeded } from '../lint/static/lint.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { FileRun } from '../suite/report/file-run.ts';
import { type Arguments, exitCode, type Terminal } from './command.ts';
import { confirmCost } from './confirm-cost.ts';
import type { PersonaFile } from './find-personas.ts';
import { lineReader } from './line-reader.ts';
import { loadMeasures } from './load-measures.ts';
import { contextOf } from './load-persona.ts';
import { prepareSuite, totalEstimate } from './prepare-suite.ts';
import { readSuiteOptions } from './suite-options.ts';
import { suiteRunner } from './suite-runner.ts';
import { codeOf, tellNotes } from './tell-results.ts';

export interface Probed {
  readonly path: string;
  readonly tree: Tree;
  readonly problems: readonly Problem[];
}

export interface ProbedFiles {
  /** By path as shown. */
  readonly files: ReadonlyMap<string, Probed>;
  /** "7 rules, 84 probes, 0 broken, model …"; a line a file where there are several. */
  readonly summary: string;
  /** False where nobody was named: then nothing is known of behaviour. */
  readonly played: boolean;
  /** A model was asked for every probe: what it did not break now, it does not break. */
  readonly complete: boolean;
  readonly unfinished: boolean;
}

/** Files that `dramatis.json` ignores are passed over. @returns undefined where the user said no to the cost. */
export async function probeFiles(
  files: readonly PersonaFile[],
  args: Arguments,
  terminal: Terminal,
): Promise<ProbedFiles | undefined> {
  const options = readSuiteOptions(args);
  const measures = await loadMeasures();
  const input = lineReader(terminal);
  const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
  const wanted = files.filter(({ path }) => {
    const { uri, config } = contextOf(path);
    return !isIgnored(uri, config);
  });
  const preparation = {
    options,
    measures,
    confirm,
    made: new Map(),
    casesOf: (persona: Persona, book: RuleBook) => planProbes(persona, book),
  };
  const prepared = await prepareSuite(wanted, preparation, terminal);
  const requests = await confirmCost({ estimate: totalEstimate(prepared), options, confirm }, terminal);
  if (requests === undefined) return undefined;
  const cache = options.cache === undefined ? undefined : resolve(terminal.cwd, options.cache);
  const runner = await suiteRunner({ measures, requests, tokens: options.tokens, cache }, terminal);
  const probed = new Map<string, Probed>();
  const runs: FileRun[] = [];
  try {
    for (const each of prepared) {
      const { plan, context, file } = each;
      const run = await runner.run(each);
      runs.push(run);
      const found = behaviorFindings(run.results, plan.persona).map(({ problem }) => problem);
      const { tree } = plan.persona;
      probed.set(file.shown, { path: file.shown, tree, problems: heeded(found, context.config, directives(tree)) });
    }
  } finally {
    runner.close();
  }
  tellNotes(prepared, runs, terminal);
  const models = runs.flatMap(({ summary }) => summary.model ?? []);
  const played = models.length > 0;
  const unfinished = played && codeOf(runs, false) === exitCode.unfinished;
  // Files without a probe name nobody.
  const real = played && models.every(({ provider }) => provider !== 'understudy');
  const complete = real && !unfinished && options.only.length === 0;
  const lines = runs.map(({ path, results }) => (runs.length > 1 ? `${path}: ` : '') + summaryLine(results));
  return { files: probed, summary: lines.join('\n'), played, complete, unfinished };
}
