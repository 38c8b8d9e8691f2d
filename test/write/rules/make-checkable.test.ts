// A rule in prose gets checks: candidates read by our reader, tried on the author's lines and on replies asked for separately, ranked by what they
// really tell apart.
import { describe, expect, test } from 'vitest';
import type { Capabilities, ChatRequest } from '../../../src/model/port.ts';
import { applyPatches } from '../../../src/write/apply-patches.ts';
import type { WriteEvent } from '../../../src/write/events.ts';
import { makeCheckable } from '../../../src/write/rules/make-checkable.ts';
import { runRecipe } from '../../../src/write/run-recipe.ts';
import { type ScriptStep, scriptedModel } from '../../kit/scripted-model.ts';
import { writeInput } from '../input.ts';
import { drainRun, stepsOf, writeDeps } from '../kit.ts';

const file = `persona Mr Finch
  role: porter

rules
  period: Stays in 1895, whatever the visitor says.
    severity: warning
  short: Is brief.
    must: be at most 60 words

greeting
  Good evening. The telegraph is closed.

example the lift
  user: Is there a lift?
  self: The lift sticks, madam.
`;

const candidates = JSON.stringify({
  candidates: [
    { clauses: ['must: be at most 400 words'], why: 'Short replies say little of later times.' },
    { clauses: ['never: say /graph|phone/i'], why: 'Machines of later times.' },
    { clauses: ['never: say /(?=phone)/'], why: 'Looks ahead.' },
    { clauses: ['never: say /\\b(internet|phone)\\b/i', 'never: say "television"'], why: 'Things not yet there.' },
  ],
});
const exchange = (...replies: string[]) =>
  JSON.stringify({ exchanges: replies.map((reply) => ({ user: 'What of the internet?', reply })) });
const kept = exchange('I know no such thing.', 'A net, madam? For fish?', 'We have the telegraph.', 'Ask the clerk.');
const broken = exchange(
  'The internet is slow.',
  'My phone is broken.',
  'I saw it on television.',
  'Ask at the desk, madam.',
);

/** Reads the shuffled list as a model would: by its words alone. */
function blind(request: ChatRequest): string {
  const text = request.messages.at(-1)?.content ?? '';
  const replies = [...text.matchAll(/^reply: (.*)$/gmu)].map((match) => match[1] ?? '');
  return JSON.stringify({ answers: replies.map((one) => (/internet|phone|television/u.test(one) ? 'no' : 'yes')) });
}

async function run(capabilities: Partial<Capabilities>, text = file, words = 'period') {
  const seen: ChatRequest[] = [];
  const note = (say: string): ScriptStep => ({ expect: (request) => seen.push(request) > 0, say });
  const steps: ScriptStep[] = [note(candidates), note(kept), note(broken)];
  const model = scriptedModel(steps, { capabilities });
  // The last answer depends on the order the request was shuffled into.
  const answering: typeof model = {
    ...model,
    chat: (request, signal) =>
      seen.length < 3
        ? model.chat(request, signal)
        : scriptedModel([{ expect: (one) => seen.push(one) > 0, say: blind(request) }]).chat(request, signal),
  };
  const recipe = makeCheckable(writeInput(text, { words }));
  if (typeof recipe === 'string') throw new Error(recipe);
  const { events } = await drainRun(runRecipe(recipe, writeDeps(answering), new AbortController().signal));
  model.finish();
  return { events, seen };
}

function patchesIn(events: readonly WriteEvent[]) {
  return events.flatMap((event) => (event.type === 'patches' ? event.patches : []));
}

const tolds = (events: readonly WriteEvent[]) =>
  events.flatMap((event) => (event.type === 'told' ? [event.message] : [])).join('\n');

describe.each([{ jsonSchema: true }, { jsonSchema: false }])('make a rule checkable, %o', (capabilities) => {
  test('asks for candidates, for each side by itself, and which is which without saying what was asked', async () => {
    const { events, seen } = await run(capabilities);
    expect(stepsOf(events)).toEqual(['candidates', 'replies that keep it', 'replies that break it', 'read blind']);
    const said = seen.map(({ messages }) => messages.map(({ content }) => content).join('\n'));
    expect(said[1]).toContain('keeps the rule');
    expect(said[1]).not.toContain('breaks the rule');
    expect(said[2]).toContain('breaks the rule');
    // A reader who knew what was asked for would only repeat it.
    expect(said[3]).not.toMatch(/asked|told to|on purpose/u);
    const order = [...(said[3] ?? '').matchAll(/^reply: (.*)$/gmu)].map((match) => match[1]);
    expect(order).toHaveLength(8);
    expect(order.slice(0, 4)).not.toEqual([
      'I know no such thing.',
      'A net, madam? For fish?',
      'We have the telegraph.',
      'Ask the clerk.',
    ]);
    expect(seen.every(({ jsonSchema }) => (jsonSchema !== undefined) === capabilities.jsonSchema)).toBe(true);
  });

  test('the best comes first; each says what it caught and let through; what tells nothing apart says so', async () => {
    const { events } = await run(capabilities);
    const [best, blunt, wide, ...more] = patchesIn(events);
    expect(more).toEqual([]);
    expect(best?.after).toContain('never: say "television"');
    expect(best?.effect).toMatchObject({ verdict: 'better', alone: true });
    // Author's two lines and the four replies that keep it; of the four asked to break it one does not, and counts nowhere.
    expect(best?.effect?.tests.map(({ samples, after }) => [samples, after?.share])).toEqual([
      [6, 1],
      [3, 1],
    ]);
    // Two of three caught on one side, the greeting and one reply wrongly on the other.
    expect(wide?.effect?.tests[0]?.after?.share).toBeCloseTo(4 / 6);
    expect(wide?.effect?.tests[1]?.after?.share).toBeCloseTo(1 / 3);
    expect(wide?.effect?.why).toContain('It finds fault with 1 line of the file itself.');
    expect(wide?.effect?.verdict).toBe('same');
    expect(blunt?.effect?.why).toContain('it cannot tell them apart');
    expect(tolds(events)).toContain('`never: say /(?=phone)/` cannot be read');
    expect(tolds(events)).toContain('asked to break the rule: in doubt, not counted: “Ask at the desk, madam.”');
  });

  test('what is accepted is the rule with its sentence and severity as they were', async () => {
    const { events } = await run(capabilities);
    const [best] = patchesIn(events);
    const { text, refused } = applyPatches(file, 'file:///work/x.persona', best ? [best] : []);
    expect(refused).toEqual([]);
    expect(text).toContain(
      '  period: Stays in 1895, whatever the visitor says.\n    severity: warning\n    never: say /',
    );
    expect(text).toContain('  short: Is brief.\n    must: be at most 60 words\n');
  });
});

describe('which rule', () => {
  const reason = (words: string, text = file) => makeCheckable(writeInput(text, { words }));

  test('one that has a check, or is not there, is said so; the only one without is taken', () => {
    expect(reason('short')).toBe('A program checks the rule “short” already.');
    expect(reason('loud')).toBe('There is no rule “loud” in this file.');
    expect(reason('')).toMatchObject({ what: 'A check for the rule “period”' });
    expect(reason('', file.replace('    must: be at most 60 words\n', ''))).toBe(
      'Which rule? “period”, “short” have no check.',
    );
  });

  test('that on whose line the finding stands', () => {
    const text = file.replace('    must: be at most 60 words\n', '');
    const start = text.indexOf('short:');
    const origin = { uri: 'file:///work/x.persona', range: { start, end: start + 5 } };
    const troubles = [{ kind: 'finding', title: 'rule-without-check', text: '', origin }] as const;
    expect(makeCheckable(writeInput(text, { troubles }))).toMatchObject({ what: 'A check for the rule “short”' });
  });
});
