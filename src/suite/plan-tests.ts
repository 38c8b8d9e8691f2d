// The `test` blocks of a persona as cases, in the order they stand. Asks nothing and judges nothing.
import type { Persona, Test } from '../lang/persona.ts';
import { valuesGiven } from '../play/opening.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import { simulatedUserOf } from './simulated-user.ts';
import { stepsOf } from './steps-of.ts';
import type { Expected, PlanOptions, Step, SuiteCase } from './suite-case.ts';

/** One case a test. A test that cannot be played as written is in it, too, and says why. */
export function planTests(persona: Persona, book: RuleBook, options: PlanOptions = {}): readonly SuiteCase[] {
  const judged = book.rules.filter(({ rule }) => rule.severity !== 'off').map(({ rule }) => rule.id);
  const taken = new Set<string>();
  const cases = persona.tests.map((test, index): SuiteCase => {
    const title = test.title?.value.trim() || `test ${index + 1}`;
    const values = valuesGiven(test);
    const steps = stepsOf(persona, test, values);
    const simulated = simulatedUserOf(persona, test, options.source);
    return {
      id: freeId(`test/${title}`, taken),
      kind: 'test',
      title,
      origin: test.origin,
      rule: undefined,
      probe: undefined,
      steps,
      expected: test.expectations.map((expectation) => expectedOf(test, steps, expectation)),
      judged,
      values,
      repeat: test.repeat,
      pass: test.pass,
      answersIn: undefined,
      ...(typeof simulated === 'object' ? { simulated } : {}),
      cannot: typeof simulated === 'string' ? simulated : cannotPlay(steps, simulated !== undefined),
    };
  });
  return options.only ? cases.filter(({ id }) => options.only?.includes(id)) : cases;
}

/** `id`, or the first of `id (2)`, `id (3)` … that is free. Taken from then on. */
export function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id} (${count})`;
  taken.add(free);
  return free;
}

function expectedOf(test: Test, steps: readonly Step[], expectation: Test['expectations'][number]): Expected {
  const { kind, text, after } = expectation;
  const line = test.lines[after];
  const start = line?.origin.range.start;
  const step =
    start === undefined ? undefined : steps.findLastIndex(({ origin }) => origin && origin.range.start <= start);
  return { kind, text: text.value.trim(), step, expectation };
}

function cannotPlay(steps: readonly Step[], simulated: boolean): string | undefined {
  return steps.length === 0 && !simulated ? 'It has no line to play.' : undefined;
}
