// What a trace must hold for training rows: one of tagged lines (card 4) and one of a conversation between two (card 14), each made by hand from
// the records alone.
import { expect, it } from 'vitest';
import { memoryTalkStore } from '../../../src/play/memory-talk-store.ts';
import { recorder } from '../../../src/play/recorder.ts';
import { requestsOf } from '../../../src/play/restore.ts';
import type { SessionState } from '../../../src/play/session.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { pathTo } from '../../../src/play/tree.ts';
import { type ScriptedModel, scriptedModel } from '../../kit/scripted-model.ts';
import { depsOf, run } from '../kit.ts';
import { sceneOf } from './scene-kit.ts';

/** Plays a scene to its end and gives what a store has of it. `again`: the last line is asked for once more. */
async function recordsOf(
  state: SessionState,
  model: ScriptedModel,
  cast: Record<string, ScriptedModel>,
  again = false,
) {
  const store = memoryTalkStore();
  const deps = depsOf(model, { cast });
  const { id, persona, hash } = state;
  const header = { id, persona: persona.name, personaUri: persona.uri, personaHash: hash };
  const trace = recorder(header, { store, clock: deps.clock });
  const played = await run(state, { type: 'scene', act: 'on' }, { ...deps, recorder: trace });
  if (again) await run(played.state, { type: 'retry' }, { ...deps, recorder: trace });
  await trace.flush();
  return store.read(id);
}

/** The talk as it stood at the end: what was taken away is none of it. */
function lastPath(records: readonly TraceRecord[]) {
  const turns = records.flatMap((record) => (record.type === 'turn' || record.type === 'reply' ? [record.turn] : []));
  return pathTo(turns, turns.at(-1)?.id);
}

it('one dialogue of a scene: profile, scene, lines tagged speaking or thinking, the end marker once a line', async () => {
  const files = {
    'ann.persona':
      'persona Ann\n  role: a baker\n\nscene tea\n  with: ./ben.persona\n  setting: A cold kitchen.\n  mood: tense\n  thoughts: yes\n  turns: 3\n  self thinks: He is late.\n  ben: Tea?\n',
    'ben.persona': 'persona Ben\n  role: a carter\n',
  };
  const ann = scriptedModel(['[thinks] Again.\n[says] No.', '[thinks] Enough.\n[says] Go home.', '[says] Go.']);
  const ben = scriptedModel(['[says] As you like.']);
  const records = await recordsOf(sceneOf(files), ann, { ben }, true);
  const system = requestsOf(records).find(({ actor }) => actor === 'self' || actor === undefined)?.messages[0]?.content;
  const end = '<|end|>';
  const lines = lastPath(records).map(
    ({ speaker, name, thought, text }) =>
      `${speaker === 'self' ? 'Ann' : name} (${thought ? 'thinking' : 'speaking'}): ${text}${end}`,
  );
  // Profile and scene are what was sent, before the lines.
  expect(system).toContain('a baker');
  expect(system).toContain('A cold kitchen.');
  expect(lines).toEqual([
    `Ann (thinking): He is late.${end}`,
    `Ben (speaking): Tea?${end}`,
    `Ann (thinking): Again.${end}`,
    `Ann (speaking): No.${end}`,
    `Ben (speaking): As you like.${end}`,
    // What was asked for again stands once.
    `Ann (speaking): Go.${end}`,
  ]);
  const row = [system, ...lines].join('\n');
  expect(row.split(end)).toHaveLength(lines.length + 1);
});

it('a conversation row of one side: its own lines from the model, the other’s from the human, nothing of what they think', async () => {
  const files = {
    'guide.persona':
      'persona Guide\n  role: a career guide\n\nscene hour\n  with: ./tom.persona\n  turns: 4\n  ends when: self said "good luck"\n  self: What brings you here?\n',
    'tom.persona': 'persona Tom\n  role: a clerk\n\nknows\n  secret: Has a table half built.\n',
  };
  const guide = scriptedModel(['Since when?', 'Good luck.']);
  const tom = scriptedModel(['My work.', 'Since May.']);
  const records = await recordsOf(sceneOf(files), guide, { tom });
  guide.finish();
  tom.finish();
  const sent = requestsOf(records).findLast(({ actor }) => actor === 'self');
  const row = {
    id: records.find((record) => record.type === 'talk')?.id,
    system: sent?.messages[0]?.content,
    conversations: lastPath(records)
      .filter(({ thought }) => !thought)
      .map(({ speaker, text }) => ({ from: speaker === 'self' ? 'gpt' : 'human', value: text })),
  };
  expect(row.conversations).toEqual([
    { from: 'gpt', value: 'What brings you here?' },
    { from: 'human', value: 'My work.' },
    { from: 'gpt', value: 'Since when?' },
    { from: 'human', value: 'Since May.' },
    { from: 'gpt', value: 'Good luck.' },
  ]);
  expect(row.id).toBe('talk-1');
  expect(row.system).toContain('a career guide');
  expect(row.system).not.toMatch(/table half built/);
  // Why it ended is there, so that rows of broken-off talks can be told apart.
  const ended = records.find((record) => record.type === 'note' && record.note.kind === 'scene ended');
  expect(ended).toMatchObject({ note: { reason: 'condition', by: 'self' } });
});
