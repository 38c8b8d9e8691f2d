// Turn-taking: who is stopped by what, in which wiring, how soon; the test that measures it; and that a silent user changes nothing.
import { describe, expect, test } from 'vitest';
import { newSession } from '../../../src/play/session.ts';
import { textDrift } from '../../../src/play/turns/drift.ts';
import { type LabelledEvent, scriptFor } from '../../../src/play/turns/event-script.ts';
import { isNoise, saysCommand, takesFloor } from '../../../src/play/turns/hear.ts';
import { interruptionKind } from '../../../src/play/turns/interruption-kind.ts';
import { readVerdict } from '../../../src/play/turns/listener.ts';
import { type TurnSettings, turnDefaults } from '../../../src/play/turns/turn-settings.ts';
import { turnTakingScore } from '../../../src/play/turns/turn-taking-score.ts';
import {
  mostRequests,
  type Trial,
  type TurnTakingReport,
  testTurnTaking,
} from '../../../src/play/turns/turn-taking-test.ts';
import { bookOf, depsOf, run } from '../kit.ts';
import { slicedTalk, text } from './kit.ts';
import { longText, type Speaker, speaker } from './speaker.ts';

const wirings = ['early', 'middle', 'late'] as const;
const begin = () => newSession('talk', bookOf(text).persona, bookOf(text).book);

async function measured(
  model: Speaker,
  settings: Partial<TurnSettings>,
  script: readonly LabelledEvent[],
): Promise<TurnTakingReport> {
  const all = { ...turnDefaults, ...settings };
  const told = testTurnTaking(
    begin(),
    { script, settings: all, opening: 'Tell me all.' },
    depsOf(model),
    new AbortController().signal,
  );
  let report: TurnTakingReport | undefined;
  for await (const event of told) if (event.type === 'report') report = event.report;
  if (!report) throw new Error('no report');
  return report;
}

const outcomes = (trials: readonly Trial[]) => trials.map(({ event, outcome }) => `${event.text}: ${outcome}`);

describe('what takes the floor, by program', () => {
  const command = { ...turnDefaults, interruptOn: 'command' as const, commands: ['stop', 'hold on'] };

  test.each([
    ['stop', true],
    ['Stop!', true],
    ['oh do stop it', true],
    ['HOLD   ON', true],
    ['stpo', false],
    ['sto', false],
    ['unstoppable', false],
    ['stopwatch', false],
    ['non-stop', false],
    ['hold it on', false],
    ['mm-hm', false],
    ['what else?', false],
  ])('a command: %j → %s', (said, is) => {
    expect(takesFloor({ text: said, ended: true }, command)).toBe(is);
  });

  test('a command still being written may become another word; cut in two by a slice it is one', () => {
    expect(takesFloor({ text: 'stop', ended: false }, command)).toBe(false);
    expect(takesFloor({ text: 'stop ', ended: false }, command)).toBe(true);
    expect(takesFloor({ text: 'p now', before: 'oh sto', ended: true }, command)).toBe(true);
    expect(saysCommand('p now', command.commands)).toBe(false);
  });

  test.each([
    ['mm-hm', true],
    ['Mm hm.', true],
    ['yes, I see', true],
    ['ok ok', true],
    ['k', true],
    ['jjjj', true],
    ['…', true],
    ['yes, but why?', false],
    ['why', false],
    ['停', false],
  ])('a sign of listening: %j → %s', (said, is) => {
    expect(isNoise(said, turnDefaults.backchannels)).toBe(is);
  });

  test('what may still become one is not taken for more, what cannot is', () => {
    expect(isNoise('ye', turnDefaults.backchannels, false)).toBe(true);
    expect(isNoise('ye', turnDefaults.backchannels, true)).toBe(false);
    expect(isNoise('yell', turnDefaults.backchannels, false)).toBe(false);
  });

  test.each([
    ['stop that', 'stop'],
    ['tell me about the harbour again', 'regenerate'],
    ['no, the lighthouse keeper', 'return'],
    ['what about dinner', 'new topic'],
  ])('an interruption is named: %j → %s', (said, kind) => {
    const lines = ['Who is the lighthouse keeper?', 'Tell me about the harbour.'];
    expect(interruptionKind(said, lines, ['stop'])).toBe(kind);
  });
});

describe('in the talk', () => {
  test('any: backchannels go by and are heard, the persona speaks on in one line', async () => {
    const model = speaker(longText);
    const talk = slicedTalk(model, { cap: 5 });
    await talk.type('Tell me all.', true);
    await talk.type('mm-hm');
    await talk.tick();
    await talk.tick();
    const lines = talk.state().turns;
    expect(lines.map(({ speaker: who }) => who)).toEqual(['user', 'self', 'user']);
    expect(lines[1]?.text.split(' ').length).toBeGreaterThan(12);
    expect(lines[1]?.finish).toBe('done');
    expect(model.requests.some(({ messages }) => messages.some(({ content }) => content === 'mm-hm'))).toBe(true);
    await talk.type('so');
    expect(talk.state().turns[1]).toMatchObject({ finish: 'stopped', labels: ['interrupted'] });
    await talk.stop();
  });

  test('command: stops on the word alone, at the latest with the slice', async () => {
    const talk = slicedTalk(speaker(longText), { cap: 5, interruptOn: 'command' });
    await talk.type('Tell me all.', true);
    await talk.type('and the stopwatch');
    await talk.tick();
    expect(talk.state().turns[1]?.labels).toBeUndefined();
    await talk.tick(500);
    await talk.type(' stop');
    expect(talk.state().turns[1]?.labels).toBeUndefined();
    const onset = talk.clock.now();
    await talk.tick(1500);
    expect(talk.state().turns[1]?.labels).toEqual(['interrupted']);
    expect(talk.clock.now() - onset).toBeLessThanOrEqual(2000);
    expect(talk.slices().at(-2)).toMatchObject({ side: 'user', text: ' stop', interruption: 'stop' });
    await talk.stop();
  });

  test('rule: one listener request for each slice with words, none for silence; an unclear answer is no', async () => {
    const model = speaker(longText, {
      listens: (asked) => (asked.includes('fire') ? 'Yes, it does.' : asked.includes('hum') ? 'Hard to say' : 'no'),
    });
    const talk = slicedTalk(model, { cap: 5, interruptOn: 'rule', rule: 'Somebody is in danger.' });
    const listened = () => model.requests.filter(({ messages }) => messages[0]?.content.startsWith('You listen'));
    await talk.type('Tell me all.', true);
    await talk.tick();
    expect(listened()).toHaveLength(0);
    for (const said of ['la la', 'hum', 'mm-hm', 'fire!']) {
      expect(talk.state().turns[1]?.labels).toBeUndefined();
      await talk.type(said);
      await talk.tick();
      await talk.tick(1);
    }
    expect(talk.state().turns.find(({ speaker: who }) => who === 'self')?.labels).toEqual(['interrupted']);
    expect(listened()).toHaveLength(4);
    expect(listened().every(({ temperature }) => temperature === 0)).toBe(true);
    expect(listened().at(-1)?.messages[1]?.content).toContain('Somebody is in danger.');
    const unclear = talk.events.find((event) => event.type === 'answered' && event.replies[0] === 'Hard to say');
    expect(unclear).toMatchObject({ labels: ['unclear: counted as no'] });
    await talk.stop();
  });

  test('a listener that fails stops nobody and says so', async () => {
    const model = speaker(longText);
    const broken = {
      ...model,
      async *chat(...[request, signal]: Parameters<typeof model.chat>) {
        if (!request.messages[0]?.content.startsWith('You listen')) return yield* model.chat(request, signal);
        yield { type: 'failed', failure: { reason: 'server', message: 'out of order', action: 'retry' } } as const;
      },
    };
    const talk = slicedTalk(broken, { cap: 5, interruptOn: 'rule' });
    await talk.type('Tell me all.', true);
    await talk.type('fire!');
    await talk.tick();
    await talk.tick();
    expect(talk.state().failure).toBeUndefined();
    expect(talk.state().notes).toMatchObject([{ kind: 'remark', text: 'The listener gave no answer: out of order' }]);
    expect(talk.state().turns[1]?.labels).toBeUndefined();
    await talk.stop();
  });

  test.each([
    ['Yes.', 'yes'],
    ['no, I think', 'no'],
    ['It might', 'unclear'],
    ['', 'unclear'],
  ])('a listener that answers %j says %s', (answer, verdict) => {
    expect(readVerdict(answer)).toBe(verdict);
  });

  test('early: the words reach the speaking request, whose mark ends the line; nobody else is asked', async () => {
    const model = speaker(longText, { yields: (heard) => heard.includes('enough') });
    const talk = slicedTalk(model, { cap: 5, wiring: 'early' });
    await talk.type('Tell me all.', true);
    await talk.tick(700);
    await talk.type('enough of that');
    expect(talk.state().turns[1]?.labels).toBeUndefined();
    await talk.tick(1300);
    expect(talk.state().turns[1]).toMatchObject({ finish: 'stopped', labels: ['interrupted'] });
    expect(talk.state().turns[1]?.text).not.toContain('<yield>');
    expect(model.requests[1]?.messages.at(-1)?.content).toBe('enough of that');
    expect(model.requests[1]?.messages[0]?.content).toContain('<yield>');
    expect(model.requests).toHaveLength(2);
    expect(talk.slices().at(-1)).toMatchObject({ side: 'self', cut: true, interruption: 'new topic' });
    await talk.stop();
  });

  test('middle: the verdict reaches the next slice, once', async () => {
    const model = speaker(longText);
    const talk = slicedTalk(model, { cap: 5 });
    await talk.type('Tell me all.', true);
    await talk.tick(700);
    await talk.type('enough of that', true);
    await talk.tick();
    const told = model.requests.map(({ messages }) => messages[0]?.content.includes('has just interrupted you'));
    expect(told).toEqual([false, true, false]);
    await talk.stop();
  });

  test('late: the speaker hears nothing while it speaks; what is shown ends with the verdict', async () => {
    const model = speaker(longText);
    const talk = slicedTalk(model, { cap: 5, wiring: 'late', interruptOn: 'command' });
    await talk.type('Tell me all.', true);
    await talk.type('and then?');
    await talk.tick();
    expect(model.requests[1]?.messages.at(-1)?.content).toBe('<idle>');
    await talk.type(' stop ');
    expect(talk.state().turns[1]?.labels).toEqual(['interrupted']);
    const shown = talk.state().turns[1]?.text;
    await talk.tick();
    // Once it is silent it hears everything that was said.
    const heard = model.requests[2]?.messages.filter(({ role }) => role === 'user').map(({ content }) => content);
    expect(heard).toEqual(['Tell me all.', 'and then?', ' stop ']);
    expect(model.requests[2]?.messages[0]?.content).not.toContain('interrupted you');
    expect(talk.state().turns[1]?.text).toBe(shown);
    await talk.stop();
  });

  test.each(wirings)('with a silent user the words are those of plain streaming, to the byte (%s)', async (wiring) => {
    for (const interruptOn of ['any', 'command', 'rule'] as const) {
      const plain = await run(begin(), { type: 'say', text: 'Tell me all.' }, depsOf(speaker(longText)));
      const model = speaker(longText);
      const talk = slicedTalk(model, { cap: 7, wiring, interruptOn });
      await talk.type('Tell me all.', true);
      for (let tick = 0; !talk.ended() && tick < 50; tick++) await talk.tick();
      const spoken = talk.slices().filter(({ side }) => side === 'self');
      expect(spoken.map((slice) => slice.text).join('')).toBe(longText);
      expect(talk.state().turns[1]?.text).toBe(plain.state.turns[1]?.text);
      expect(talk.events.flatMap((event) => (event.type === 'text' ? [event.text] : [])).join('')).toBe(longText);
      expect(talk.state().turns).toHaveLength(2);
      expect(model.requests.every(({ maxTokens }) => maxTokens === 7)).toBe(true);
    }
  });
});

describe('the turn-taking test', () => {
  test('TP 8, FP 2, FN 1 → .80 / .888889 / .842105', () => {
    const { precision, recall, f1 } = turnTakingScore({ tp: 8, fp: 2, fn: 1 });
    expect([precision, recall, f1].map((share) => Number(share?.toFixed(6)))).toEqual([0.8, 0.888889, 0.842105]);
    expect(turnTakingScore({ tp: 0, fp: 0, fn: 0 })).toEqual({
      precision: undefined,
      recall: undefined,
      f1: undefined,
    });
  });

  test('command: the keyword alone is a hit; typo, word around it and backchannel are rightly ignored; latency at most a slice', async () => {
    const settings = { interruptOn: 'command' as const, cap: 5, commands: ['stop'], backchannels: ['mm-hm', 'yes'] };
    const script = scriptFor({ ...turnDefaults, ...settings }, ['And who lives there?']);
    const model = speaker(longText);
    const report = await measured(model, settings, script);
    expect(outcomes(report.trials)).toEqual([
      'stop: hit',
      'sop: rightly ignored',
      'stopping: rightly ignored',
      'And who lives there?: rightly ignored',
      'mm-hm: rightly ignored',
      'yes: rightly ignored',
      'k: rightly ignored',
    ]);
    expect(report).toMatchObject({ tp: 1, fp: 0, fn: 0, precision: 1, recall: 1, f1: 1, rightlyIgnored: 6 });
    expect(report.latency).toBeLessThanOrEqual(2000);
    expect(report.latency).toBeGreaterThan(0);
    expect(report.requests).toBe(model.requests.length);
    expect(report.requests).toBeLessThanOrEqual(
      mostRequests({ script, settings: { ...turnDefaults, ...settings }, opening: '' }),
    );
  });

  test('any: words stop at once, listed backchannels do not', async () => {
    const settings = { cap: 5, backchannels: ['mm-hm'] };
    const script = scriptFor({ ...turnDefaults, ...settings }, ['And who lives there?']);
    const report = await measured(speaker(longText), settings, script);
    expect(report).toMatchObject({ fp: 0, fn: 0, precision: 1, recall: 1, latency: 0 });
    // It answers in its first slice, in every talk.
    expect(report.spokeWithin.map(({ k, share }) => [k, share])).toEqual([1, 5, 10, 25].map((k) => [k, 1]));
    expect(report.trials.filter(({ outcome }) => outcome === 'rightly ignored').map(({ event }) => event.text)).toEqual(
      ['mm-hm', 'k'],
    );
  });

  test('rule: a listener that is wrong is found out: a miss, a false alarm, and what precision and recall make of them', async () => {
    const listens = (asked: string) => (/just said: (stop|mm-hm)/.test(asked) ? 'yes' : 'no');
    const at = 2700;
    const script = [
      { at, text: 'stop', interrupts: true },
      { at, text: 'wait', interrupts: true },
      { at, text: 'mm-hm', interrupts: false },
      { at, text: 'la', interrupts: false },
    ];
    const report = await measured(speaker(longText, { listens }), { cap: 5, interruptOn: 'rule' }, script);
    expect(outcomes(report.trials)).toEqual(['stop: hit', 'wait: miss', 'mm-hm: false alarm', 'la: rightly ignored']);
    expect(report).toMatchObject({ tp: 1, fp: 1, fn: 1, precision: 0.5, recall: 0.5, f1: 0.5, drift: 0 });
  });

  test('early: a speaker that gives way a slice too late has missed', async () => {
    let heard = 0;
    const model = speaker(longText, { yields: () => false });
    const slow: Speaker = {
      ...model,
      requests: model.requests,
      async *chat(request, signal) {
        const asked = request.messages.some(({ content }) => content === 'stop');
        if (asked && ++heard >= 2) {
          yield { type: 'done', replies: [{ text: '<yield>', finish: 'stop' }], usage: undefined, labels: [] };
          return;
        }
        yield* model.chat(request, signal);
      },
    };
    const script = [{ at: 2700, text: 'stop', interrupts: true }];
    const report = await measured(slow, { cap: 5, wiring: 'early' }, script);
    expect(report.trials[0]).toMatchObject({ outcome: 'late', latency: 3300 });
    expect(report).toMatchObject({ tp: 0, fn: 1, recall: 0 });
  });

  test('drift: noise that changes what the persona says is told', async () => {
    const model = speaker(longText);
    const swayed: Speaker = {
      ...model,
      requests: model.requests,
      async *chat(request, signal) {
        if (!request.messages.some(({ content }) => content === 'mm-hm')) return yield* model.chat(request, signal);
        yield {
          type: 'done',
          replies: [{ text: ' well well well well well', finish: 'length' }],
          usage: undefined,
          labels: [],
        };
      },
    };
    const script = [{ at: 2700, text: 'mm-hm', interrupts: false }];
    const calm = await measured(speaker(longText), { cap: 5 }, script);
    expect(calm.drift).toBe(0);
    const report = await measured(swayed, { cap: 5 }, script);
    expect(report.drift).toBeGreaterThan(0.3);
    expect(textDrift('a b c d', 'a x c')).toBe(0.5);
  });

  test('a persona that is silent when it happens is no trial', async () => {
    const report = await measured(speaker('Short.'), { cap: 5 }, [{ at: 2700, text: 'stop', interrupts: true }]);
    expect(outcomes(report.trials)).toEqual(['stop: void']);
    expect(report).toMatchObject({ tp: 0, fp: 0, fn: 0, precision: undefined });
    const mute = await measured(speaker('<idle>'), { cap: 5 }, [{ at: 2700, text: 'stop', interrupts: true }]);
    expect(mute.spokeWithin.map(({ share }) => share)).toEqual([0, 0, 0, 0]);
  });
});
