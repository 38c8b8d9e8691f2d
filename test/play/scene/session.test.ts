// Card 14: two actors, each with its own side of the talk; phases; who may end it; the hard stop; what breaks rules and where.
import { describe, expect, it } from 'vitest';
import { endedOf } from '../../../src/play/scene/scene-notes.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, linesOf, run } from '../kit.ts';
import { rolesOf, sceneOf, sentOf } from './scene-kit.ts';

const guide = `persona Iris
  role: career guide

rules
  one question: Asks one question at a time.
    must: ask at most 1 question
  stays: Never ends the talk early.
    unless: after turn 3
    never: say "goodbye"

plan
  rapport: Find out what the visitor does all day.
    until: after turn 1
  insight: Ask what they would do if nobody paid them.
    until: user says "carpentry"
  closing: Sum up and name one next step.

scene the first hour
  with: ./client.persona
  setting: A small office over a bakery.
  turns: 10
  ends when: self said "that is our time"
  self: Sit down. What brings you here?
`;

const client = `persona Tom
  role: tired accountant

about
  worry: The ledger of the Brightwell company does not add up.

knows
  - His brother forged two invoices.
  trade: He built his own table.
    visible to: guide

rules
  slow: Gives nothing away at once.
    must: be at most 12 words
`;

const files = { 'guide.persona': guide, 'client.persona': client };

describe('two actors', () => {
  it('flips roles on every request, keeps the client’s profile from the guide, changes the stage at the declared turns and ends on her phrase', async () => {
    const self = scriptedModel([
      'What do you do all day?',
      'And if nobody paid you?',
      'So: one evening class. That is our time.',
    ]);
    const other = scriptedModel(['I count. That is our time, no?', 'Numbers.', 'I would do carpentry.']);
    const begun = await run(sceneOf(files), { type: 'begin' }, depsOf(self, { cast: { client: other } }));
    const { state, events } = await run(
      begun.state,
      { type: 'scene', act: 'on' },
      depsOf(self, { cast: { client: other } }),
    );
    expect(linesOf(state)).toEqual([
      'self: Sit down. What brings you here?',
      'client: I count. That is our time, no?',
      'self: What do you do all day?',
      'client: Numbers.',
      'self: And if nobody paid you?',
      'client: I would do carpentry.',
      'self: So: one evening class. That is our time.',
    ]);
    self.finish();
    other.finish();
    // Who speaks is `assistant`, whoever else spoke is `user`, on each request.
    expect(self.requests.map(rolesOf)).toEqual(['sau', 'sauau', 'sauauau']);
    expect(other.requests.map(rolesOf)).toEqual(['su', 'suau', 'suauau']);
    expect(self.requests[1]?.messages.at(-1)?.content).toBe('Numbers.');
    expect(other.requests[1]?.messages.at(-2)?.content).toBe('I count. That is our time, no?');
    // Each request holds its own stage and no other.
    const stages = self.requests.map((request) =>
      ['all day', 'nobody paid', 'one next step'].filter((text) => request.messages[0]?.content.includes(text)),
    );
    expect(stages).toEqual([['all day'], ['nobody paid'], ['one next step']]);
    for (const request of self.requests) {
      expect(sentOf(request)).not.toMatch(/Brightwell|forged|accountant|12 words|nothing away/);
      // What the client lets the guide see, by the stem of her file, is hers to know.
      expect(request.messages[0]?.content).toContain('He built his own table.');
    }
    for (const request of other.requests)
      expect(sentOf(request)).not.toMatch(/one question|rapport|nobody paid them|career guide/i);
    expect(endedOf(state)).toMatchObject({ reason: 'condition', by: 'self' });
    expect(events.at(-1)).toMatchObject({ type: 'noted', note: { kind: 'scene ended' } });
  });

  it('is over for good: going on asks nobody', async () => {
    const self = scriptedModel(['That is our time.']);
    const other = scriptedModel(['Hm.']);
    const deps = depsOf(self, { cast: { client: other } });
    const { state } = await run(sceneOf(files), { type: 'scene', act: 'on' }, deps);
    expect((await run(state, { type: 'scene', act: 'on' }, deps)).events).toEqual([]);
    self.finish();
  });

  it('stops hard at the limit', async () => {
    const short = { ...files, 'guide.persona': guide.replace('turns: 10', 'turns: 3') };
    const self = scriptedModel(['One?']);
    const other = scriptedModel(['Yes.', 'No.']);
    const { state } = await run(
      sceneOf(short),
      { type: 'scene', act: 'on' },
      depsOf(self, { cast: { client: other } }),
    );
    self.finish();
    other.finish();
    expect(endedOf(state)).toMatchObject({ reason: 'turns' });
  });

  it('judges each by its own rules: two breaches, two findings with their ranges', async () => {
    const self = scriptedModel(['Why? And since when? Goodbye.']);
    const other = scriptedModel(['I will tell you everything at once, as one does when asked kindly by strangers.']);
    const { state } = await run(
      sceneOf({ ...files, 'guide.persona': guide.replace('turns: 10', 'turns: 2') }),
      { type: 'scene', act: 'on' },
      depsOf(self, { cast: { client: other } }),
    );
    const broken = state.turns.map((turn) =>
      (turn.verdicts ?? [])
        .filter((one) => one.state === 'broken')
        .map(({ rule, span }) => [rule, span && turn.text.slice(span.start, span.end)]),
    );
    expect(broken[1]).toEqual([['slow', 'kindly by strangers.']]);
    expect(broken[2]).toEqual([
      ['one question', '? Goodbye.'],
      ['stays', 'Goodbye'],
    ]);
  });
});
