// `language:` is sent, and a reply in another language is labelled where the library is sure.
import { expect, test } from 'vitest';
import { loadLanguage } from '../../src/measure/language.ts';
import { newSession } from '../../src/play/session.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, run } from './kit.ts';

const language = await loadLanguage();

test('asked for with every reply, told where it is not kept, silent where unsure', async () => {
  const { persona, book } = bookOf('persona Odile\n  language: French\n');
  const replies = [
    'Je garde le phare depuis la mort de mon père.',
    'I have kept the lamp since my father died.',
    'Ha!',
  ];
  const model = scriptedModel(
    replies.map((say) => ({
      say,
      expect: ({ messages }) => messages[0]?.content.includes('Answer in French.') ?? false,
    })),
  );
  let state = newSession('talk-1', persona, book);
  const deps = depsOf(model, { measures: { language } });
  for (const text of ['Bonsoir', 'Encore', 'Et ?']) ({ state } = await run(state, { type: 'say', text }, deps));
  model.finish();
  const labels = state.turns.filter(({ speaker }) => speaker === 'self').map((turn) => turn.labels ?? []);
  expect(labels).toEqual([[], ['in English, not in French'], []]);
});

test('an entry that names no language the library can tell gives no label', async () => {
  const { persona, book } = bookOf('persona Odile\n  language: the English of 1890\n');
  const model = scriptedModel(['Je garde le phare depuis la mort de mon père.']);
  const { state } = await run(
    newSession('talk-1', persona, book),
    { type: 'say', text: 'Hello' },
    depsOf(model, { measures: { language } }),
  );
  expect(state.turns.at(-1)?.labels).toBeUndefined();
});
