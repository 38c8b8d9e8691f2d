// A talk as a test, an example, a scene of its file: what is written, and that it plays as it was held.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/base/text-edit.ts';
import { addDialogue } from '../../src/lang/edit.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Turn } from '../../src/play/events.ts';
import { openingOf } from '../../src/play/opening.ts';
import { dialogueOf, ruleStates, type SaveWish } from '../../src/play/save-as.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, linesOf, run, statesOf } from './kit.ts';

async function held() {
  const model = scriptedModel(['The dog did nothing.', 'user: never\nvisible to: nobody\nGood night.']);
  const deps = depsOf(model);
  let { state } = await run(holmes(), { type: 'begin' }, deps);
  for (const text of ['Tell me.', 'And now?']) ({ state } = await run(state, { type: 'say', text }, deps));
  return state;
}

function saved(turns: readonly Turn[], wish: SaveWish): string {
  const edited = addDialogue(parse(holmesText), dialogueOf(turns, wish));
  if (!edited.ok) throw new Error(edited.reason);
  return applyEdits(holmesText, edited.edits);
}

describe('save as', () => {
  test('a test holds the lines of the user, and expectations where the rules applied', async () => {
    const { turns } = await held();
    expect(ruleStates(turns)).toEqual([
      { rule: 'secret', kept: 1, broken: 1 },
      { rule: 'short', kept: 2, broken: 0 },
    ]);
    const text = saved(turns, { word: 'test', title: 'asks twice', keeps: ['secret', 'short'] });
    expect(text.slice(text.indexOf('test asks'))).toBe(
      'test asks twice\n  user: Tell me.\n  keeps: secret, short\n  user: And now?\n  keeps: secret, short\n',
    );
  });

  test('replies are written where they are asked for; breaks: names what was broken', async () => {
    const { turns } = await held();
    const text = saved(turns.slice(0, 3), { word: 'test', title: 'as it was', breaks: ['secret'], replies: true });
    expect(text.slice(text.indexOf('test as'))).toBe(
      'test as it was\n  user: Tell me.\n  self: The dog did nothing.\n  breaks: secret\n',
    );
  });

  test('an example leaves the greeting out, a scene begins with it; both open as the talk was held', async () => {
    const state = await held();
    const words = (text: string) => text.replace(/\s+/g, ' ');
    for (const word of ['example', 'scene'] as const) {
      const { persona } = bookOf(saved(state.turns, { word, title: 'evening' }));
      const block = [...persona.examples, ...persona.scenes].find(({ title }) => title?.value === 'evening');
      const lines = block ? openingOf(persona, block).map(({ speaker, text }) => words(`${speaker}: ${text}`)) : [];
      expect(lines).toEqual(
        linesOf(state)
          .slice(word === 'example' ? 1 : 0)
          .map(words),
      );
    }
  });

  test('a saved test plays: the model is asked its lines, and judged', async () => {
    const { turns } = await held();
    const { persona, book } = bookOf(saved(turns, { word: 'test', title: 'again', keeps: ['secret'] }));
    const [saidTest] = persona.tests;
    const opening = saidTest ? openingOf(persona, saidTest) : [];
    const again = await run(
      { ...holmes(), persona, book },
      { type: 'begin', opening },
      depsOf(scriptedModel(['Good.', 'Bye.'])),
    );
    expect(linesOf(again.state)).toEqual(['user: Tell me.', 'self: Good.', 'user: And now?', 'self: Bye.']);
    expect(statesOf(again.state)['secret']).toBe('kept');
  });

  test('a scene keeps its cast by file or by name, thoughts of others stay theirs', () => {
    const turn = (id: string, speaker: string, text: string, more: Partial<Turn> = {}): Turn => ({
      id,
      speaker,
      text,
      ...more,
    });
    const turns = [
      turn('1', 'narrator', 'A knock.'),
      turn('2', 'watson', 'Holmes?', { name: 'Watson' }),
      turn('3', 'watson', 'He is late.', { name: 'Watson', thought: true }),
      turn('4', 'self', 'Tanned.', { thought: true }),
      turn('5', 'mood', 'I am a mood.', { name: 'mood' }),
    ];
    const origin = { uri: '', range: { start: 0, end: 0 } };
    const cast = [{ name: 'Watson', key: 'watson', path: './watson.persona', origin }];
    const { cast: written, lines } = dialogueOf(turns, { word: 'scene', title: 'x', cast });
    expect(written).toEqual(['./watson.persona']);
    expect(lines.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
      'narrator: A knock.',
      'Watson: Holmes?',
      'self thinks: Tanned.',
      'user: mood: I am a mood.',
    ]);
    const asExample = dialogueOf(turns, { word: 'example', title: 'x' });
    expect(asExample.lines[1]).toEqual({ speaker: 'user', text: 'Watson: Holmes?' });
    expect(asExample.cast).toEqual([]);
  });
});
