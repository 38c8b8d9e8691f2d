// Slices as data: what the trace keeps of them, a row projected by hand, streams flattened by time, responses within K.
import { describe, expect, test } from 'vitest';
import { vocabulary } from '../../../src/lang/vocabulary.ts';
import { restore } from '../../../src/play/restore.ts';
import { readTalkFile, writeTalkFile } from '../../../src/play/talk-file.ts';
import type { TraceRecord } from '../../../src/play/trace.ts';
import { flatten, flattenSlices, type Streams } from '../../../src/play/turns/flatten.ts';
import { Floor } from '../../../src/play/turns/floor.ts';
import { MarkFilter } from '../../../src/play/turns/marks.ts';
import { accuracyAt, responsesOf } from '../../../src/play/turns/response-time.ts';
import type { Slice } from '../../../src/play/turns/slice.ts';
import { sliceHistory } from '../../../src/play/turns/slice-history.ts';
import { turnDefaults, turnSettings } from '../../../src/play/turns/turn-settings.ts';
import { bookOf, linesOf } from '../kit.ts';
import { slicedTalk, text } from './kit.ts';
import { longText, speaker } from './speaker.ts';

async function interruptedTalk() {
  const talk = slicedTalk(speaker(longText), { cap: 5 });
  await talk.type('Tell me all about rocks', true);
  await talk.tick();
  await talk.type('what about dinner?', true);
  await talk.stop();
  return talk;
}

describe('the trace', () => {
  test('slices alternate strictly, each with begin and end; they come back as they were', async () => {
    const talk = await interruptedTalk();
    const slices = talk.slices();
    expect(slices.map(({ index, side }) => [index, side])).toEqual(
      slices.map((_, at) => [at, at % 2 === 0 ? 'user' : 'self']),
    );
    for (const { t0, t1 } of slices) {
      expect(Number.isInteger(t0)).toBe(true);
      expect(t1).toBeGreaterThanOrEqual(t0);
    }
    const records: TraceRecord[] = [
      { type: 'talk', version: 2, id: 'talk', at: '', persona: '', personaUri: '', personaHash: 'h' },
      ...talk.trace(),
    ];
    const file = readTalkFile(writeTalkFile(records, 'file:///work'), 'file:///work');
    expect(file.problems).toEqual([]);
    const { persona, book } = bookOf(text);
    const again = restore(
      file.lines.map(({ record }) => record),
      persona,
      book,
    );
    expect(again.slices).toEqual(slices);
    expect(linesOf(again)).toEqual(linesOf(talk.state()));
  });

  test('a row of the slice set, projected by hand', async () => {
    const talk = await interruptedTalk();
    const [begin] = talk.slices();
    const rows = talk.trace().flatMap((record) => {
      if (record.type !== 'slice') return [];
      const { side, t0, t1, text: said, idle, cut, interruption = null } = record.slice;
      const from = begin?.t0 ?? 0;
      return [{ side, t0: t0 - from, t1: t1 - from, text: idle ? '<idle>' : said, cut, interruption }];
    });
    expect(rows.slice(0, 5)).toEqual([
      { side: 'user', t0: 0, t1: 0, text: 'Tell me all about rocks', cut: false, interruption: null },
      { side: 'self', t0: 0, t1: 0, text: 'word0 a<b <idl <yields> word1', cut: false, interruption: null },
      { side: 'user', t0: 0, t1: 2000, text: '<idle>', cut: false, interruption: null },
      { side: 'self', t0: 2000, t1: 2000, text: ' word2 word3 word4 word5 word6', cut: false, interruption: null },
      { side: 'user', t0: 2000, t1: 2000, text: 'what about dinner?', cut: false, interruption: 'new topic' },
    ]);
  });

  test('a slice that is none is told where it stands', () => {
    const line = '{"type":"slice","at":"","slice":{"index":0,"side":"both"}}\n';
    expect(readTalkFile(line, 'file:///work').problems).toMatchObject([{ code: 'talk-line' }]);
  });
});

describe('what is sent of it', () => {
  const slice = (index: number, said: string, turn?: string): Slice => ({
    index,
    side: index % 2 === 0 ? 'user' : 'self',
    t0: 0,
    t1: 0,
    text: said,
    idle: said === '',
    cut: false,
    ...(turn === undefined ? {} : { turn }),
  });
  const turns = ['u1', 's1', 'u2'].map((id) => ({ id, speaker: id.startsWith('u') ? 'user' : 'self', text: id }));
  const slices = [
    slice(0, 'tell', 'u1'),
    slice(1, 'It', 's1'),
    slice(2, ''),
    slice(3, ''),
    slice(4, ''),
    slice(5, ' is', 's1'),
    slice(6, 'stop', 'u2'),
  ];

  test('exchanges in which both were silent are left out; other lines stand where they were said', () => {
    const greeting = { id: 'g', speaker: 'self', text: 'Come in.' };
    expect(sliceHistory([greeting, ...turns], slices).map(({ content }) => content)).toEqual(
      'Come in.|tell|It|<idle>| is|stop'.split('|'),
    );
  });

  test('slices of lines taken away are not sent', () => {
    expect(sliceHistory(turns.slice(0, 1), slices.slice(0, 6)).map(({ content }) => content)).toEqual([
      'tell',
      '<idle>',
    ]);
  });
});

describe('flattened by time', () => {
  const streams: Streams = {
    userSpeech: ['u1', 'u2', 'u3', 'u4'],
    userText: ['U1', 'U2'],
    selfText: ['<s>', 'A1'],
    selfSpeech: ['<s>', '<s>', 'a1', 'a2'],
  };
  const chunks = { speech: 2, text: 1 };

  test.each([
    [4, 'u1 u2 U1 <s> <s> <s> u3 u4 U2 A1 a1 a2'],
    [3, 'u1 u2 <s> <s> <s> u3 u4 A1 a1 a2'],
    [2, 'u1 u2 <s> <s> u3 u4 a1 a2'],
  ] as const)('%i streams', (kept, sequence) => {
    expect(flatten(streams, chunks, kept).join(' ')).toBe(sequence);
  });

  test('a talk in slices gives its text streams, and says that there is no sound in them', async () => {
    const talk = await interruptedTalk();
    const { tokens, label } = flattenSlices(talk.slices(), 5, (said) => said.trim().split(' '));
    expect(label).toBe('text streams only');
    expect(tokens.slice(0, 10).join(' ')).toBe('Tell me all about rocks word0 a<b <idl <yields> word1');
    expect(tokens.slice(10, 20).join(' ')).toBe('<s> <s> <s> <s> <s> word2 word3 word4 word5 word6');
    expect(tokens.slice(20, 25).join(' ')).toBe('what about dinner? <s> <s>');
  });

  test('first words after 1, 3, 7, 12 slices and never: @1 .2, @5 .4, @10 .6, @25 .8', () => {
    const responses = [1, 3, 7, 12, undefined];
    expect([1, 5, 10, 25].map((k) => accuracyAt(k, responses))).toEqual([0.2, 0.4, 0.6, 0.8]);
    expect(accuracyAt(1, [])).toBeUndefined();
  });

  test('responses are counted from the slice in which the user ended', () => {
    const said = ['a', 'b', '', '', 'c', '', 'd', ''];
    const spoke = ['', '', '', 'x', '', '', 'y', ''];
    const slices = said.flatMap((words, at): Slice[] =>
      (['user', 'self'] as const).map((side, lane) => {
        const own = (lane === 0 ? words : spoke[at]) ?? '';
        return { index: 2 * at + lane, side, t0: 0, t1: 0, text: own, idle: own === '', cut: false };
      }),
    );
    expect(responsesOf(slices)).toEqual([3, undefined, 1]);
  });
});

describe('the field', () => {
  test('what slices have taken is not heard twice, however late the field lets go of it', () => {
    const floor = new Floor();
    floor.type('tell me', 0);
    expect(floor.take()).toBe('tell me');
    floor.type('tell me ab', 0);
    expect(floor.pending).toBe(' ab');
    expect(floor.take()).toBe(' ab');
    floor.type('tell me about', 0);
    expect(floor.pending).toBe('out');
    floor.type(' about', 1);
    expect(floor.pending).toBe('out');
    floor.type('out!', 2, true);
    expect(floor.pending).toBe('out!');
    expect(floor.sent).toBe(true);
  });

  test('space alone is nothing said; a talk taken up again counts on', () => {
    const floor = new Floor(3);
    floor.type('  ', 3, true);
    expect(floor.sent).toBe(false);
    expect(floor.take()).toBe('');
    floor.type('a', 3);
    floor.take();
    floor.type('ab', 3);
    expect(floor.pending).toBe('b');
  });
});

test('marks are taken out of a stream however it is cut, and nothing else is', () => {
  const whole = 'a <idle> b <idl c <yield>d <';
  for (let size = 1; size < 9; size++) {
    const filter = new MarkFilter();
    const shown: string[] = [];
    for (let at = 0; at < whole.length; at += size) shown.push(filter.push(whole.slice(at, at + size)));
    shown.push(filter.end());
    expect(shown.join('')).toBe('a  b <idl c d <');
  }
});

describe('a persona’s own settings', () => {
  const of = (lines: string) => turnSettings(bookOf(`persona Pilot\n\nturns\n${lines}`).persona);

  test('are read; what is not written or out of bounds is as the reference says', () => {
    expect(turnSettings(bookOf(text).persona)).toEqual(turnDefaults);
    const settings = of(
      '  mode: duplex\n  slice: 3\n  cap: 9999\n  interrupt on: command\n  commands: halt, hold on\n  backchannels:\n    - aye\n    - I see, sir\n  wiring: late',
    );
    expect(settings).toEqual({
      ...turnDefaults,
      mode: 'duplex',
      slice: 3000,
      interruptOn: 'command',
      commands: ['halt', 'hold on'],
      backchannels: ['aye', 'I see, sir'],
      wiring: 'late',
    });
  });

  test('the defaults that the reference names are the ones that hold', () => {
    const row = vocabulary.find(({ word }) => word === 'turns');
    const said = Object.fromEntries((row?.entries ?? []).map((entry) => [entry.word, entry.default]));
    expect(said).toEqual({
      mode: turnDefaults.mode,
      slice: String(turnDefaults.slice / 1000),
      cap: String(turnDefaults.cap),
      'interrupt on': turnDefaults.interruptOn,
      commands: turnDefaults.commands.join(', '),
      rule: turnDefaults.rule,
      backchannels: turnDefaults.backchannels.join(', '),
      wiring: turnDefaults.wiring,
    });
  });
});
