// Cards 4 and 27, their sentences on who may know what: thoughts, hidden facts, lines heard by some, a witnessed event. Asserted on what is sent.
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, linesOf, run } from '../kit.ts';
import { rolesOf, sceneOf, sentOf } from './scene-kit.ts';

const host = `persona Ada Vale
  role: ship's cook

given
  word: halibut

knows
  - Keeps a knife in the flour.
  stair: She heard steps on the stair at two.
    visible to: bo
  debt: She owes money to the captain.
    only with: bo

example
  user: Hungry?
  self thinks: He looks pale.
  self: Sit down.

scene the galley
  with: ./bo.persona, Cal as cal, ./dee.persona
  setting: The galley at night. The word is {{word}}.
  knows: The light in the store was out.
  knows: Cal took the lamp.
    visible to: cal
  knows: At two, somebody was pushed in the engine room.
    visible to: dee
  turns: 4
  order: cast
  narrator: The ship rolls.
  self thinks: One of them is lying.
  self: Who was below?
  bo: Not me.
    visible to: self
`;
const bo = `persona Bo
  role: stoker

knows
  - Bo cannot swim.
  own: Bo hid the letter.
    visible to: self
`;
const dee = 'persona Dee\n  role: purser\n\nrules\n  - Is curt.\n';
const files = { 'ada.persona': host, 'bo.persona': bo, 'dee.persona': dee };

describe('each request holds what its actor may know', () => {
  it('and nothing else: four actors, one witness', async () => {
    const ada = scriptedModel(['[thinks] Bo is lying, I think.\n[says] Somebody was.']);
    const cast = { bo: scriptedModel(['No.']), cal: scriptedModel(['I slept.']), dee: scriptedModel(['I too.']) };
    const { state } = await run(sceneOf(files), { type: 'scene', act: 'on' }, depsOf(ada, { cast }));
    expect(linesOf(state)).toEqual([
      'narrator: The ship rolls.',
      'self: One of them is lying.',
      'self: Who was below?',
      'bo: Not me.',
      'cal: I slept.',
      'dee: I too.',
      'self: Bo is lying, I think.',
      'self: Somebody was.',
      'bo: No.',
    ]);
    for (const model of [ada, ...Object.values(cast)]) model.finish();
    const sent = {
      ada: sentOf(ada.requests[0]),
      bo: sentOf(cast.bo.requests[0]),
      cal: sentOf(cast.cal.requests[0]),
      dee: sentOf(cast.dee.requests[0]),
    };
    const knows = (text: string) =>
      Object.entries(sent).flatMap(([who, request]) => (request.includes(text) ? [who] : []));
    expect(knows('The light in the store was out.')).toEqual(['ada', 'bo', 'cal', 'dee']);
    expect(knows('The word is halibut.')).toEqual(['ada', 'bo', 'cal', 'dee']);
    // The witnessed event is in the witness's request only.
    expect(knows('pushed in the engine room')).toEqual(['dee']);
    expect(knows('took the lamp')).toEqual(['cal']);
    expect(knows('steps on the stair')).toEqual(['ada', 'bo']);
    expect(knows('owes money')).toEqual([]);
    expect(knows('knife in the flour')).toEqual(['ada']);
    expect(knows('cannot swim')).toEqual(['bo']);
    // `self` in Bo's file is Bo, not the one whose scene it is.
    expect(knows('hid the letter')).toEqual(['bo']);
    expect(knows('Is curt')).toEqual(['dee']);
    expect(knows('Not me.')).toEqual(['ada', 'bo']);
    // Thoughts reach nobody else, written ones and those of a model.
    expect(knows('One of them is lying')).toEqual(['ada']);
    expect(sent.bo).not.toContain('I think');
    expect(sent.ada).toContain('[thinks] One of them is lying.\n[says] Who was below?');
  });

  it('names stand before lines where more than one other speaks; narrator lines stand in brackets; one side’s lines are one message', async () => {
    const model = scriptedModel(['So.']);
    const cast = { bo: scriptedModel(['No.']), cal: scriptedModel(['I slept.']), dee: scriptedModel(['I too.']) };
    await run(sceneOf(files), { type: 'scene', act: 'on' }, depsOf(model, { cast }));
    expect(cast.dee.requests[0]?.messages.slice(1)).toEqual([
      { role: 'user', content: '(The ship rolls.)\n\nAda Vale: Who was below?\n\ncal: I slept.' },
    ]);
    expect(rolesOf(cast.bo.requests[0])).toBe('suau');
  });

  it('an actor that nobody spoke to is told so, for that request only', async () => {
    const alone = 'persona A\n\nscene alone\n  with: B\n  turns: 2\n';
    const [a, b] = [scriptedModel(['Hello?']), scriptedModel(['Yes.'])];
    const { state } = await run(
      sceneOf({ 'a.persona': alone }),
      { type: 'scene', act: 'on' },
      depsOf(a, { cast: { b } }),
    );
    expect(a.requests[0]?.messages.at(-1)).toEqual({ role: 'user', content: '(The scene begins. You speak first.)' });
    expect(linesOf(state)).toEqual(['self: Hello?', 'b: Yes.']);
    expect(sentOf(b.requests[0])).not.toContain('scene begins');
    // Only a name: it is played from that, and says so.
    expect(b.requests[0]?.messages[0]?.content).toContain('You are B.');
    expect(state.turns[1]?.labels).toContain('played from the name and the scene alone');
  });
});

describe('a narrator asked of a model', () => {
  it('comes after so many lines, sees what everybody may know, and is no turn', async () => {
    const told = host.replace('  turns: 4', '  turns: 4\n  narrator every: 2\n  thoughts: no');
    const ada = scriptedModel([
      { say: 'A bell.', expect: ({ messages }) => messages[0]?.content.startsWith('You are Narrator') ?? false },
      'So.',
      'A gull.',
    ]);
    const cast = { bo: scriptedModel(['No.']), cal: scriptedModel(['I slept.']), dee: scriptedModel(['I too.']) };
    const { state } = await run(
      sceneOf({ ...files, 'ada.persona': told }),
      { type: 'scene', act: 'on' },
      depsOf(ada, { cast }),
    );
    expect(linesOf(state).slice(4)).toEqual([
      'cal: I slept.',
      'dee: I too.',
      'narrator: A bell.',
      'self: So.',
      'bo: No.',
    ]);
    const narrator = sentOf(ada.requests[0]);
    expect(narrator).toContain('The light in the store was out.');
    expect(narrator).not.toMatch(/is lying|engine room|took the lamp|Not me|knife|swim/);
    // Without thoughts asked for, its own is still its own.
    expect(sentOf(ada.requests[1])).toContain('(You think: One of them is lying.)');
  });
});
