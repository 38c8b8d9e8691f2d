// An ordinary talk of these user lines, and what was sent for each reply.
import type { ChatRequest } from '../../src/model/port.ts';
import { newSession } from '../../src/play/session.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, run } from './kit.ts';

export async function runTalk(text: string, lines: readonly string[]): Promise<readonly ChatRequest[]> {
  const { persona, book } = bookOf(text);
  const model = scriptedModel(lines.map(() => 'Hm.'));
  const deps = depsOf(model);
  let state = newSession('talk', persona, book);
  for (const line of lines) state = (await run(state, { type: 'say', text: line }, deps)).state;
  model.finish();
  return model.requests;
}
