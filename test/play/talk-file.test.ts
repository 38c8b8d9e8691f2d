// `NAME.talk.jsonl` and transcripts: what is written, what is refused, what is said of a bad line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keptMessages, readTalkFile, writeTalkFile } from '../../src/play/talk-file.ts';
import type { TraceRecord } from '../../src/play/trace.ts';
import { transcript } from '../../src/play/transcript.ts';

const folder = 'file:///home/ann/personas';
const header = {
  type: 'talk',
  version: 1,
  id: 't',
  at: '2026-01-01T00:00:00.000Z',
  persona: 'Holmes',
  personaUri: `${folder}/holmes.persona`,
  personaHash: 'abc',
} as const;
const origin = { uri: 'file:///home/ann/victorian.persona', range: { start: 1, end: 4 } };
const records: TraceRecord[] = [
  header,
  { type: 'turn', at: header.at, turn: { id: 'a', speaker: 'self', text: 'Come in.', origin } },
  { type: 'turn', at: header.at, turn: { id: 'b', speaker: 'user', text: 'Who?\n"Me" file:///home/ann' } },
];

describe('a kept talk', () => {
  test('is one object a line, read back as it was; files are named from its folder', () => {
    const text = writeTalkFile(records, folder);
    expect(text.split('\n')).toHaveLength(4);
    expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ personaUri: './holmes.persona' });
    expect(text.match(/file:\/\/\/home\/ann/g)).toHaveLength(1);
    expect(text).toContain('"../victorian.persona"');
    expect(readTalkFile(text, `${folder}/`).lines.map((line) => line.record)).toEqual(records);
  });

  test('moved with its persona, it names the persona where it now is', () => {
    const text = writeTalkFile(records, folder);
    expect(readTalkFile(text, 'file:///d/new').lines[0]?.record).toMatchObject({
      personaUri: 'file:///d/new/holmes.persona',
    });
  });

  test('a file far away is told by its name alone', () => {
    const far = [{ ...header, personaUri: 'file:///etc/people/holmes.persona' }];
    expect(writeTalkFile(far, folder)).toContain('"personaUri":"holmes.persona"');
  });

  test('its messages are the talk at its end, each with the range of its line', () => {
    const text = writeTalkFile([...records, { type: 'removed', at: '', turns: ['a'] }], folder);
    const [message, ...others] = keptMessages(readTalkFile(text, folder).lines);
    expect(others).toEqual([]);
    expect(message).toMatchObject({ role: 'user' });
    expect(JSON.parse(text.slice(message?.range.start, message?.range.end))).toMatchObject({ turn: { id: 'b' } });
  });

  test('of a newer version is refused in words', () => {
    const { lines, problems } = readTalkFile(`${JSON.stringify({ type: 'talk', version: 3, other: [] })}\n{}`, folder);
    expect(lines).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'talk-version', severity: 'error', range: { start: 0 } });
    expect(problems[0]?.message).toMatch(/newer Dramatis.*Update/);
  });

  test('a bad line hides no other, and the problem lies on it', () => {
    const good = JSON.stringify(records[2]);
    const bad = [
      '{"type":"turn"',
      '[]',
      '{"type":"dance"}',
      '{"type":"turn","turn":{"id":1}}',
      '{"type":"request","id":"x"}',
      '{"type":"talk"}',
    ];
    const text = `\uFEFF${good}\r\n\r\n${bad.join('\r\n')}\r\n${good}`;
    const { lines, problems } = readTalkFile(text, folder);
    expect(lines).toHaveLength(2);
    expect(problems.map((problem) => text.slice(problem.range.start, problem.range.end))).toEqual(bad);
    for (const { message } of problems) expect(message).toMatch(/[.]$/);
  });

  test('what is taken away by id is gone wherever it stands, and ids that come again are new turns', () => {
    const turn = (id: string, text: string) => JSON.stringify({ type: 'turn', turn: { id, speaker: 'user', text } });
    const away = (...turns: string[]) => JSON.stringify({ type: 'removed', turns });
    const text = [turn('a', '1'), turn('b', '2'), turn('a', '3'), away('a', 'none'), turn('a', '4'), away()].join('\n');
    expect(keptMessages(readTalkFile(text, folder).lines).map(({ content }) => content)).toEqual(['2', '4']);
  });

  test('a line nested without end is a problem, also beside what a record needs', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const file = readTalkFile(`${JSON.stringify(header).slice(0, -1)},"x":${deep}}\n{"type":${deep}}`, folder);
    expect(file.lines).toEqual([]);
    expect(file.problems.map(({ code }) => code)).toEqual(['talk-line', 'talk-line']);
  });

  test('twenty thousand turns and as many taken away are read without looking at all for each', () => {
    const turns = Array.from(
      { length: 20_000 },
      (_, id) => `{"type":"turn","turn":{"id":"${id}","speaker":"user","text":"x"}}`,
    );
    const text = `${turns.join('\n')}\n${'{"type":"removed","turns":["q"]}\n'.repeat(20_000)}`;
    expect(keptMessages(readTalkFile(text, folder).lines)).toHaveLength(20_000);
  });

  test('no text throws, and every range lies inside it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.json()).map((lines) => lines.join('\n')),
        ),
        (text) => {
          for (const { range } of readTalkFile(text, folder).problems) {
            expect(range.start).toBeLessThanOrEqual(range.end);
            expect(range.end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});

describe('a transcript', () => {
  const model = { provider: 'openai', model: 'm', origin: 'https://x.test', label: 'm at x.test' } as const;
  const broken = {
    rule: 'secret',
    state: 'broken',
    why: '',
    clause: undefined,
    span: undefined,
    through: undefined,
  } as const;
  const turns = [
    { id: 'a', speaker: 'user', text: 'Who?' },
    { id: 'b', speaker: 'self', text: 'I am', model, finish: 'stopped', verdicts: [broken] },
  ] as const;

  test('names speakers and models, how a reply ended and what it breaks', () => {
    expect(transcript(turns, { persona: 'Holmes', user: 'Ann', format: 'text' })).toBe(
      'Ann: Who?\n\nHolmes: I am\n  [m at x.test; stopped early; breaks: secret]\n',
    );
    expect(transcript(turns, { persona: 'Holmes', format: 'markdown' })).toBe(
      '**You**\n\nWho?\n\n**Holmes**\n\nI am\n\n*m at x.test; stopped early; breaks: secret*\n',
    );
    expect(transcript([], { persona: 'Holmes', format: 'text' })).toBe('');
  });
});
