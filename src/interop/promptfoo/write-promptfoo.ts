// A persona's tests and probes as a configuration of promptfoo: the compiled prompt as one chat, an assertion for each check that means the same there, a
// test for each line that a model answers. In: the persona and its cases. Out: YAML, and what became of everything. Asks nothing.
import { stringify } from 'yaml';
import { valuesOf } from '../../lang/compile/context.ts';
import { compile } from '../../lang/compile.ts';
import type { Persona } from '../../lang/persona.ts';
import { render } from '../../lang/render.ts';
import type { Value } from '../../lang/value.ts';
import { readClause } from '../../rules/read-clause.ts';
import { type CheckedRule, expectationClause, readRules } from '../../rules/rule-book.ts';
import type { SuiteCase } from '../../suite/suite-case.ts';
import { dropped, type Fate, mapped } from '../fate.ts';
import type { Exported } from '../format.ts';
import { firstGreeting } from '../prompt-fates.ts';
import { type Assertion, assertionOf } from './assertion-of.ts';

export function writePromptfoo(persona: Persona, cases: readonly SuiteCase[]): Exported {
  const fates: Fate[] = [];
  const rules = readRules(persona).rules.filter(({ rule }) => rule.severity !== 'off');
  const prompt = compile(persona);
  const greeting = firstGreeting(prompt);
  const { messages } = render({ ...prompt, reminder: undefined }, []);
  const shots = [...messages.slice(1), ...(greeting === '' ? [] : [{ role: 'assistant', content: greeting }])];
  const tests = cases.flatMap((one) => testsOf(persona, one, rules, fates));
  const config = {
    description: persona.name,
    prompts: [template(shots)],
    providers: ['ollama:chat:llama3.2'],
    defaultTest: {
      vars: { system: raw(messages[0]?.content ?? ''), history: '' },
      assert: rules.flatMap((rule) => assertionsOf(rule, persona, {}, fates)),
    },
    tests,
  };
  fates.unshift(mapped('the compiled prompt', '`prompts`'), mapped(`tests and probes (${cases.length})`, '`tests`'));
  if (persona.scenes.length > 0)
    fates.push(dropped(`scenes (${persona.scenes.length})`, 'There is nothing to play there.'));
  if (prompt.lore.length > 0) fates.push(dropped(`lore (${prompt.lore.length})`, 'It is sent only when it comes up.'));
  if (prompt.reminder) fates.push(dropped('`reminder`', 'Nothing is sent after the last message there.'));
  const text = `# Choose the model that plays it under providers.\n${stringify(config, { lineWidth: 0 })}`;
  return { ok: true, bytes: new TextEncoder().encode(text), fates };
}

/** The chat: what is always there, what a test has said before, what it has asked and was answered, what it asks now. */
function template(shots: readonly { readonly role: string; readonly content: string }[]): string {
  const fixed = shots.map((shot) => `  ${raw(JSON.stringify({ role: shot.role, content: shot.content }))},\n`).join('');
  return `[
  {"role": "system", "content": {{ system | dump }}},
${fixed}  {{ history }}
  {% for turn in _conversation %}
  {"role": "user", "content": {{ turn.input | dump }}},
  {"role": "assistant", "content": {{ turn.output | dump }}},
  {% endfor %}
  {"role": "user", "content": {{ message | dump }}}
]
`;
}

/** A text that no template is read in. */
function raw(text: string): string {
  if (!/\{\{|\{%|\{#/u.test(text)) return text;
  return `{% raw %}${text.replace(/\{%-?\s*endraw/gu, '{ % endraw')}{% endraw %}`;
}

interface PromptfooTest {
  readonly description: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly assert?: readonly Assertion[];
  readonly metadata?: { readonly conversationId: string };
}

/** One for each line that a model answers; several go on as one conversation. */
function testsOf(
  persona: Persona,
  one: SuiteCase,
  rules: readonly CheckedRule[],
  fates: Fate[],
): readonly PromptfooTest[] {
  const { steps, title } = one;
  const what = `${one.kind} “${title}”`;
  const drop = (why: string) => {
    fates.push(dropped(what, why));
    return [];
  };
  if (one.simulated) return drop('Nobody simulates a user there.');
  if (one.cannot !== undefined) return drop(one.cannot);
  const asked = steps.flatMap(({ speaker }, index) =>
    speaker === 'user' && steps[index + 1]?.speaker !== 'self' ? [index] : [],
  );
  const [first] = asked;
  if (first === undefined) return drop('All of its lines are written: no model is asked.');
  if (steps.slice(first).some(({ speaker }) => speaker === 'self'))
    return drop('A line written behind an answer cannot be said there.');
  if (one.repeat > 1) fates.push(dropped(`repeat of ${what}`, 'How often is said for all tests at once there.'));
  const history = steps
    .slice(0, first)
    .map(
      ({ speaker, text }) => `${JSON.stringify({ role: speaker === 'user' ? 'user' : 'assistant', content: text })},`,
    );
  const own = Object.keys(one.values).length === 0 ? undefined : systemWith(persona, one.values);
  const more = rulesOf(one, rules, persona, fates);
  return asked.map((step, index) => {
    const expected = one.expected.filter((each) => each.step === undefined || each.step === step);
    const assert = [
      ...expected.flatMap((each): readonly Assertion[] => {
        const clause = expectationClause(each.expectation);
        if (each.kind === 'breaks')
          fates.push(dropped(`breaks: ${each.text} in ${what}`, 'A broken rule cannot be asked for there.'));
        if (!clause) return [];
        const written = assertionOf(readClause(clause), valuesOf(persona, { values: one.values }));
        if ('assertion' in written) return [written.assertion];
        fates.push(dropped(`${each.kind}: ${each.text} in ${what}`, written.why));
        return [];
      }),
      ...more,
    ];
    return {
      description: asked.length > 1 ? `${title}, ${index + 1}` : title,
      vars: {
        message: raw(steps[step]?.text ?? ''),
        ...(history.length > 0 && { history: raw(history.join(' ')) }),
        ...(own !== undefined && { system: raw(own) }),
      },
      ...(assert.length > 0 && { assert }),
      ...(asked.length > 1 && { metadata: { conversationId: one.id } }),
    };
  });
}

/** Rules whose checks use values that this case has of its own. */
function rulesOf(one: SuiteCase, rules: readonly CheckedRule[], persona: Persona, fates: Fate[]): readonly Assertion[] {
  if (Object.keys(one.values).length === 0) return [];
  const using = rules.filter(({ clauses }) => clauses.some(({ values }) => values.length > 0));
  return using.flatMap((rule) => assertionsOf(rule, persona, one.values, fates));
}

function systemWith(persona: Persona, values: Readonly<Record<string, Value>>): string {
  return render({ ...compile(persona, { values }), reminder: undefined }, []).messages[0]?.content ?? '';
}

function assertionsOf(
  { rule, clauses }: CheckedRule,
  persona: Persona,
  values: Readonly<Record<string, Value>>,
  fates: Fate[],
): readonly Assertion[] {
  const what = `rule “${rule.id.slice(0, 60)}”`;
  const add = (fate: Fate) => {
    if (!fates.some((each) => each.what === fate.what && each.why === fate.why)) fates.push(fate);
  };
  if (clauses.length === 0) return [];
  if (clauses.some(({ clause }) => !['must', 'never', 'judge'].includes(clause.kind))) {
    add(dropped(what, 'Rules there have no conditions.'));
    return [];
  }
  if (rule.through.length > 0) add(dropped(`through of ${what}`, 'Disguises are not seen through there.'));
  const all = valuesOf(persona, { values });
  return clauses.flatMap((checked): readonly Assertion[] => {
    const written = assertionOf(checked, all);
    const { kind, text } = checked.clause;
    if ('why' in written) add(dropped(`${kind}: ${text.value.slice(0, 60)} of ${what}`, written.why));
    else add(mapped(what, '`defaultTest`: asked of every answer'));
    return 'assertion' in written ? [written.assertion] : [];
  });
}
