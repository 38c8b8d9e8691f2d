// `dramatis test`: the tests of persona files, and with `--probes` their rules under attack, told while they run.
import { resolve } from 'node:path';
import { UserError } from '../../base/user-error.ts';
import type { Persona } from '../../lang/persona.ts';
import type { Source } from '../../lang/source.ts';
import { planProbes } from '../../lint/behavior/plan-probes.ts';
import type { RuleBook } from '../../rules/rule-book.ts';
import { planTests } from '../../suite/plan-tests.ts';
import { type Arguments, type Command, exitCode, type Terminal } from '../command.ts';
import { type Against, compareWithRevision } from '../compare-with-revision.ts';
import { confirmCost } from '../confirm-cost.ts';
import { findPersonas } from '../find-personas.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { prepareModels } from '../prepare-models.ts';
import { type PreparedPair, prepareRevision } from '../prepare-revision.ts';
import { type Preparation, type PreparedFile, prepareSuite, totalEstimate } from '../prepare-suite.ts';
import { readSuiteOptions, suiteHelp, suiteOptions } from '../suite-options.ts';
import { suiteRunner } from '../suite-runner.ts';
import { codeOf, resultFormats, runAndTell, type TellOptions, tellNotes } from '../tell-results.ts';

export const test: Command = {
  name: 'test',
  summary: 'Run the tests of persona files; a model is asked only where one is named.',
  help: `
Usage: dramatis test [--model NAME] [--probes] [--format ${resultFormats.join('|')}] PATH…

Paths are files or folders; folders are searched for *.persona. Without a path: this folder.
Without a model only what is written in the tests is judged, and the exit code is 0 where that holds.
Exit code: 0 clean, 1 a test fails or a probe breaks a rule, 2 usage, 3 unfinished (budget, endpoint, interrupt), with the
results so far.

${suiteHelp}
  --probes            put the rules under attack, too, each with probes made from the persona itself
  --against REV       play the same on the files as they were in a git revision, and tell what changed its verdict, worst first
  --against-model NAME  play the same with this model first, and tell what changed its verdict with that of --model
  --coverage          tell which rules were challenged, and which facts and boundary lines were met
  --strict            flaky fails, too
  --format FORMAT     text (default, as results come), json, junit for CI servers, sarif for code hosts`,
  options: {
    ...suiteOptions,
    probes: { type: 'boolean' },
    against: { type: 'string' },
    'against-model': { type: 'string' },
    coverage: { type: 'boolean' },
    strict: { type: 'boolean' },
    format: { type: 'string' },
  },
  async run(args, terminal) {
    const options = readSuiteOptions(args);
    const { against, probes, ...telling } = readTelling(args);
    if (against && 'model' in against && options.model === undefined)
      throw new UserError('--against-model names the old model, and --model the new one: say both.');
    const files = await findPersonas(args.positionals, terminal.cwd);
    const measures = await loadMeasures();
    const input = lineReader(terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const casesOf = (persona: Persona, book: RuleBook, source: Source) => [
      ...planTests(persona, book, { source }),
      ...(probes ? planProbes(persona, book) : []),
    ];
    const preparation = { options, measures, confirm, made: new Map(), casesOf };
    const prepared = await prepareSuite(files, preparation, terminal);
    const pairs = against && (await pairsOf(against, prepared, preparation, terminal));
    const all = pairs ? pairs.flatMap(({ before, now }) => [before, now]) : prepared;
    const requests = await confirmCost({ estimate: totalEstimate(all), options, confirm }, terminal);
    if (requests === undefined) return exitCode.unfinished;
    const cache = options.cache === undefined ? undefined : resolve(terminal.cwd, options.cache);
    // What both versions ask alike is asked once, so that equal prompts never differ.
    const bounds = { measures, requests, tokens: options.tokens, cache, remember: pairs !== undefined };
    const runner = await suiteRunner(bounds, terminal);
    try {
      if (pairs && against) {
        const { before, now } = await compareWithRevision(pairs, against, runner, telling.format === 'json', terminal);
        tellNotes(all, [...before, ...now], terminal);
        const early = codeOf(before, telling.strict) === exitCode.unfinished;
        return early ? exitCode.unfinished : codeOf(now, telling.strict);
      }
      const runs = await runAndTell(prepared, runner, telling, terminal);
      tellNotes(prepared, runs, terminal);
      return codeOf(runs, telling.strict);
    } finally {
      runner.close();
    }
  },
};

function pairsOf(
  against: Against,
  prepared: readonly PreparedFile[],
  preparation: Preparation,
  terminal: Terminal,
): Promise<readonly PreparedPair[]> {
  return 'revision' in against
    ? prepareRevision(prepared, against.revision, preparation, terminal)
    : prepareModels(prepared, against.model, preparation, terminal);
}

interface Telling extends TellOptions {
  readonly against: Against | undefined;
  readonly probes: boolean;
}

function readTelling({ options }: Arguments): Telling {
  const format = resultFormats.find((each) => each === (options['format'] ?? 'text'));
  if (!format) throw new UserError(`--format takes ${resultFormats.join(', ')}.`);
  const against = readAgainst(options);
  const coverage = options['coverage'] === true;
  const plain = format === 'text' || format === 'json';
  const name = against && 'model' in against ? '--against-model' : '--against';
  if (against && !plain) throw new UserError(`${name} tells what changed as text or json.`);
  if (coverage && !plain) throw new UserError('--coverage is told as text or json.');
  if (coverage && against) throw new UserError(`--coverage and ${name} do not go together.`);
  const flags = { strict: options['strict'] === true, probes: options['probes'] === true };
  return { format, against, coverage, ...flags };
}

function readAgainst(options: Arguments['options']): Against | undefined {
  const { against: revision, 'against-model': model } = options;
  if (typeof revision === 'string' && typeof model === 'string')
    throw new UserError('--against and --against-model do not go together.');
  if (typeof model === 'string') return { model };
  return typeof revision === 'string' ? { revision } : undefined;
}
