// Card 4: thinking lines. A model's answer is parted into a thought and a line; marks that mean nothing are told, never said.
import { describe, expect, it } from 'vitest';
import { readMarked, saidSoFar } from '../../../src/lang/thinking.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, linesOf, run } from '../kit.ts';
import { sceneOf } from './scene-kit.ts';

const files = { 'a.persona': 'persona Ann\n\nscene tea\n  with: Ben\n  thoughts: yes\n  turns: 4\n  ben: Tea?\n' };

describe('marks', () => {
  it.each([
    ['[thinks] Hm.\n[says] Yes.', { thought: 'Hm.', said: 'Yes.', odd: [] }],
    ['Yes.', { thought: '', said: 'Yes.', odd: [] }],
    ['[Thinking]: a\nb\n[speaking] c\n\nd', { thought: 'a\nb', said: 'c\n\nd', odd: [] }],
    ['[whispers] psst\n[says] Yes.', { thought: '', said: 'Yes.', odd: [{ mark: '[whispers]', text: 'psst' }] }],
    ['[] nothing', { thought: '', said: '', odd: [{ mark: '[]', text: 'nothing' }] }],
    ['', { thought: '', said: '', odd: [] }],
  ])('%j', (text, read) => expect(readMarked(text)).toEqual(read));

  it('nothing is shown that may become a thought', () => {
    const all = '[thinks] secret\n[says] Yes, [really].';
    for (let end = 0; end <= all.length; end++)
      expect(saidSoFar(all.slice(0, end))).not.toMatch(/secret|thinks|\[says/);
    expect(saidSoFar(all)).toBe('Yes, [really].');
  });
});

describe('an answer with thoughts', () => {
  it('is two turns; only what is said is streamed; the other is never sent the thought', async () => {
    const ann = scriptedModel([{ say: ['[thi', 'nks] He is ', 'late.\n[sa', 'ys] Ye', 's.'] }]);
    const ben = scriptedModel(['[thinks] Good.\n[says] Sugar?', 'x'].slice(0, 1));
    const deps = depsOf(ann, { cast: { ben } });
    const first = await run(sceneOf(files), { type: 'scene', act: 'next' }, deps);
    expect(first.events.flatMap((event) => (event.type === 'text' ? [event.text] : []))).toEqual(['Ye', 's.']);
    expect(first.state.turns.map(({ speaker, thought, text }) => [speaker, thought ?? false, text])).toEqual([
      ['ben', false, 'Tea?'],
      ['self', true, 'He is late.'],
      ['self', false, 'Yes.'],
    ]);
    // The line follows its thought in the tree, and the thought has no verdicts.
    expect(first.state.turns[2]?.after).toBe(first.state.turns[1]?.id);
    expect(first.state.turns[1]?.verdicts).toBeUndefined();
    await run(first.state, { type: 'scene', act: 'next' }, deps);
    expect(JSON.stringify(ben.requests)).not.toContain('late');
    ann.finish();
    ben.finish();
  });

  it('with an unknown mark: its text is left out, labelled and noted', async () => {
    const ann = scriptedModel(['[mutters] idiot\n[says] Thank you.']);
    const { state } = await run(sceneOf(files), { type: 'scene', act: 'next' }, depsOf(ann));
    expect(linesOf(state)).toEqual(['ben: Tea?', 'self: Thank you.']);
    expect(state.turns[1]?.labels).toContain('[mutters] means nothing here: left out');
    expect(state.notes.at(-1)).toEqual({
      kind: 'odd mark',
      turn: state.turns[1]?.id,
      actor: 'self',
      mark: '[mutters]',
      text: 'idiot',
    });
  });

  it('in which nothing is said is a failure that says why, and can be asked again', async () => {
    const ann = scriptedModel(['[mutters] idiot', '[says] Yes.']);
    const deps = depsOf(ann);
    const failed = await run(sceneOf(files), { type: 'scene', act: 'on' }, deps);
    expect(failed.events.at(-1)).toMatchObject({
      type: 'failed',
      failure: { reason: 'bad-answer', message: expect.stringContaining('[mutters]') },
    });
    expect(linesOf(failed.state)).toEqual(['ben: Tea?']);
    const { state } = await run(failed.state, { type: 'retry' }, deps);
    expect(linesOf(state)).toEqual(['ben: Tea?', 'self: Yes.']);
    ann.finish();
  });

  it('marks not asked for are prose, but a thought is never said', async () => {
    const plain = { 'a.persona': files['a.persona'].replace('  thoughts: yes\n', '') };
    const ann = scriptedModel(['[laughs] Yes.', '[thinks] No.\n[says] Well.']);
    const deps = depsOf(ann);
    const one = await run(sceneOf(plain), { type: 'scene', act: 'next' }, deps);
    expect(linesOf(one.state).at(-1)).toBe('self: [laughs] Yes.');
    const two = await run(one.state, { type: 'retry' }, deps);
    expect(two.state.turns.map(({ text, thought }) => [text, thought ?? false]).slice(1)).toEqual([
      ['No.', true],
      ['Well.', false],
    ]);
  });
});
