// A plan goes along the talk: the stage changes at the declared turns and at no others, for who replies and for who judges.
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/rules/judge.ts';
import { stageNow } from '../../src/rules/stage.ts';
import { bookOf } from '../play/kit.ts';
import { runTalk } from '../play/stage-kit.ts';

const text = `persona Iris

rules
  ask: Asks in the first stage.
    when: {{stage}} is "rapport"
    must: ask a question
  sum: Sums up in the last.
    when: {{stage}} is "closing"
    must: say "so"

plan
  rapport: Find out what they do. Stage: {{stage}}.
    until: user says "paint"
    until: after turn 2
  gift: Give them a brush.
    when: ever user says "brush"
  closing: Sum up.
    unless: user says "wait"
    until: user says "again"
`;
const { persona, book } = bookOf(text);
const stages = (lines: readonly string[]) =>
  lines.map(
    (_, at) =>
      stageNow(
        persona,
        [],
        lines
          .slice(0, at + 1)
          .flatMap((line, i) => [
            { role: 'user' as const, content: line },
            ...(i < at ? [{ role: 'assistant' as const, content: 'Hm.' }] : []),
          ]),
        {},
      )?.name.text,
  );

describe('a stage', () => {
  it.each([
    [
      ['a', 'b', 'c', 'd'],
      ['rapport', 'rapport', 'closing', 'closing'],
    ],
    [
      ['a', 'I paint', 'c'],
      ['rapport', 'closing', 'closing'],
    ],
    [
      ['brush', 'I paint', 'c'],
      ['rapport', 'gift', 'gift'],
    ],
    [
      ['a', 'I paint, wait', 'and', 'c'],
      ['rapport', 'rapport', 'closing', 'closing'],
    ],
    [
      ['a', 'paint', 'again', 'paint'],
      ['rapport', 'closing', 'rapport', 'closing'],
    ],
  ])('of %j is %j', (lines, expected) => {
    // `wait` lets the last stage not begin: where none is let in, the stage stays, and turn 3 ends it.
    expect(stages(lines)).toEqual(expected);
  });

  it('is what rules see, reply by reply', () => {
    const messages = ['a', 'I paint'].flatMap((content) => [
      { role: 'user' as const, content },
      { role: 'assistant' as const, content: 'Hm.' },
    ]);
    const states = judge(book, messages).turns.map(({ verdicts }) =>
      verdicts.map(({ rule, state }) => `${rule} ${state}`),
    );
    expect(states).toEqual([
      ['ask broken', 'sum idle'],
      ['ask idle', 'sum broken'],
    ]);
    // A caller that knows better is believed.
    expect(
      judge(book, messages, { values: { stage: 'rapport' } }).turns[1]?.verdicts.map(({ state }) => state),
    ).toEqual(['broken', 'idle']);
  });

  it('is what is sent in an ordinary talk, and only its text', async () => {
    const requests = await runTalk(text, ['a', 'I paint', 'c']);
    const sent = requests.map((request) =>
      ['Find out', 'Give them', 'Sum up'].filter((part) => request.messages[0]?.content.includes(part)),
    );
    expect(sent).toEqual([['Find out'], ['Sum up'], ['Sum up']]);
    expect(requests[0]?.messages[0]?.content).toContain('Stage: rapport.');
  });
});
