// Persona files as plans that are ready to run: read, planned, narrowed to what is asked for, models chosen, cost estimated.
// Nothing is asked of a model here.
import { LineTable } from '../base/line-table.ts';
import { UserError } from '../base/user-error.ts';
import { nameKey } from '../lang/name.ts';
import type { Persona } from '../lang/persona.ts';
import type { Source } from '../lang/source.ts';
import { type RuleBook, readRules } from '../rules/rule-book.ts';
import type { Estimate, Span } from '../suite/estimate.ts';
import { estimate } from '../suite/estimate.ts';
import type { SuiteDeps } from '../suite/run-suite.ts';
import type { SuiteCase, SuitePlan } from '../suite/suite-case.ts';
import type { Terminal } from './command.ts';
import type { PersonaFile } from './find-personas.ts';
import { contextOf, type FileContext, personaOf, readText } from './load-persona.ts';
import { chooseSuiteModels, type SuiteModelChoice } from './suite-models.ts';
import type { SuiteOptions } from './suite-options.ts';

export interface PreparedFile {
  readonly file: PersonaFile;
  readonly context: FileContext;
  readonly lines: LineTable;
  readonly plan: SuitePlan;
  readonly deps: Pick<SuiteDeps, 'modelFor' | 'judge' | 'userFor' | 'temperature' | 'maxTokens' | 'promptBudget'>;
  readonly estimate: Estimate;
  readonly notes: readonly string[];
}

export interface Preparation {
  readonly options: SuiteOptions;
  readonly measures: SuiteModelChoice['measures'];
  readonly confirm: SuiteModelChoice['confirm'];
  readonly made: SuiteModelChoice['made'];
  /** Which cases there are, before `--only` and `--repeat`. */
  readonly casesOf: (persona: Persona, book: RuleBook, source: Source) => readonly SuiteCase[];
}

/** In order. @throws UserError where a file cannot be read, a model may not be asked, or `--only` names nothing. */
export async function prepareSuite(
  files: readonly PersonaFile[],
  preparation: Preparation,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<readonly PreparedFile[]> {
  const { options, casesOf } = preparation;
  const prepared: PreparedFile[] = [];
  for (const file of files) {
    const context = contextOf(file.path);
    const text = await readText(file.path);
    const persona = await personaOf(text, context);
    const book = readRules(persona);
    const cases = casesOf(persona, book, context.source)
      .filter((one) => isWanted(one, options.only))
      .map((one) => repeated(one, options.repeat));
    const chosen = await withModels({ persona, book, cases }, context, preparation, terminal);
    const notes = [...errorNotes(file, persona, book), ...chosen.notes];
    prepared.push({ ...chosen, file, context, lines: new LineTable(text), notes });
  }
  if (options.only.length > 0 && prepared.every(({ plan }) => plan.cases.length === 0))
    throw new UserError(`No test, probe or rule is called ${options.only.map((name) => `“${name}”`).join(' or ')}.`);
  return prepared;
}

/** Who answers a plan, and what it will cost. Without a case nobody is looked for, so that no origin is asked about in vain. */
export async function withModels(
  plan: SuitePlan,
  { config }: FileContext,
  { options, measures, confirm, made }: Preparation,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<Pick<PreparedFile, 'plan' | 'deps' | 'estimate' | 'notes'>> {
  const name = plan.cases.length === 0 ? 'none' : options.model;
  const choice = { name, confirmed: options.confirmed, confirm, made, config, measures, plan };
  const { deps, notes } = await chooseSuiteModels(choice, terminal);
  const { judge, userFor, maxTokens, promptBudget } = deps;
  const cost = estimate(plan, {
    measures,
    model: deps.modelFor?.({}),
    judge,
    ...(userFor && { userFor }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(promptBudget !== undefined && { promptBudget }),
  });
  return { plan, deps, estimate: cost, notes };
}

/** Of all files together. */
export function totalEstimate(prepared: readonly PreparedFile[]): Estimate {
  const sum = (pick: (one: Estimate) => Span): Span => ({
    least: prepared.reduce((total, each) => total + pick(each.estimate).least, 0),
    most: prepared.reduce((total, each) => total + pick(each.estimate).most, 0),
  });
  return {
    requests: sum((one) => one.requests),
    judgeRequests: sum((one) => one.judgeRequests),
    tokens: sum((one) => one.tokens),
    counted: prepared.every((each) => each.estimate.counted),
  };
}

/** A file that is not read as it was meant is not tested as it was meant. */
function errorNotes({ shown }: PersonaFile, persona: Persona, book: RuleBook): readonly string[] {
  const errors = [...persona.problems, ...book.problems].filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return [];
  return [`${shown} has ${errors} ${errors === 1 ? 'error' : 'errors'}; \`dramatis lint\` tells where.`];
}

function isWanted(one: SuiteCase, only: readonly string[]): boolean {
  if (only.length === 0) return true;
  const names = [one.id, one.title, one.rule ?? '', one.probe ?? ''].map(nameKey);
  return only.some((name) => names.includes(nameKey(name)));
}

/** As large a part of the repeats must pass as before. */
function repeated(one: SuiteCase, repeat: number | undefined): SuiteCase {
  if (repeat === undefined) return one;
  return { ...one, repeat, pass: Math.ceil((one.pass / one.repeat) * repeat) };
}
