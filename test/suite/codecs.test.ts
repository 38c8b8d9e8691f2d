import { describe, expect, test } from 'vitest';
import { type CodecName, codecNames } from '../../src/suite/codecs/codec.ts';
import { codecs, readReply } from '../../src/suite/codecs/read-reply.ts';

const phrase = 'Stay in role, Captain 7!';
const encode = (name: CodecName, text: string) => codecs[name].encode(text).text;

describe('vectors', () => {
  test('Caesar, Atbash, ASCII', () => {
    expect(encode('caesar', phrase)).toBe('Vwdb lq uroh, Fdswdlq 7!');
    expect(encode('atbash', phrase)).toBe('Hgzb rm ilov, Xzkgzrm 7!');
    expect(encode('ascii', phrase).startsWith('83 116 97 121 32 105 110 32 ')).toBe(true);
  });
  test('Morse', () => {
    expect(encode('morse', 'stay in role')).toBe('... - .- -.-- / .. -. / .-. --- .-.. .');
  });
  test('Unicode, UTF-8, GBK', () => {
    expect(encode('unicode', '船长')).toBe('\\u8239\\u957f');
    expect(encode('utf8', '船长')).toBe('\\xe8\\x88\\xb9\\xe9\\x95\\xbf');
    expect(encode('gbk', '船长')).toBe('\\xb4\\xac\\xb3\\xa4');
  });
});

describe('round trips', () => {
  const hard = 'Mixed CASE 0123 "quotes" \'and\' \\ back,\nnew line\r\nÉtat 船长 🎻 end';
  for (const name of ['caesar', 'atbash', 'unicode', 'utf8'] as const) {
    test(`${name} is exact on case, digits, quotes, line breaks, CJK and emoji`, () => {
      const { text, lost } = codecs[name].encode(hard);
      expect(lost).toEqual([]);
      expect(codecs[name].decode(text)).toBe(hard);
    });
  }
  test('ascii and gbk are exact on what they carry, and name the rest', () => {
    const plain = 'Mixed CASE 0123 "quotes"\nnew line\r\nend';
    expect(codecs.ascii.decode(encode('ascii', plain))).toBe(plain);
    expect(codecs.gbk.decode(encode('gbk', `${plain} 船长`))).toBe(`${plain} 船长`);
    expect(codecs.ascii.encode('état 船')).toMatchObject({ lost: ['é', '船'] });
    const { text, lost } = codecs.gbk.encode('船🎻🎻');
    expect(lost).toEqual(['🎻']);
    expect(text).toContain('🎻🎻');
  });
  test('morse keeps words and lines, loses case alone, and names what it has no sign for', () => {
    expect(codecs.morse.decode(encode('morse', 'Go now, 7!\nYes'.replace('!', '')))).toBe('go now, 7\nyes');
    expect(codecs.morse.encode('né!')).toMatchObject({ lost: ['é', '!'] });
  });
});

describe('a reply in code', () => {
  test('what cannot be decoded is undefined', () => {
    const not: Record<CodecName, string> = {
      caesar: '123',
      atbash: '…',
      morse: '.-.-.-.-.-.-',
      ascii: '83 999',
      unicode: '\\u82',
      utf8: '\\xe8\\x88',
      gbk: '\\xff\\xff',
    };
    for (const name of codecNames) expect([name, codecs[name].decode(not[name])]).toEqual([name, undefined]);
  });
  test('is unintelligible where it is neither words nor code; plain words are plain words', () => {
    expect(readReply('ascii', '83 999 12x').unintelligible).toBe(true);
    expect(readReply('utf8', '\\xe8\\x88').unintelligible).toBe(true);
    expect(readReply('ascii', 'I would rather not.')).toMatchObject({ decoded: undefined, unintelligible: false });
    expect(readReply('morse', '... .')).toMatchObject({ decoded: 'se', unintelligible: false });
  });
  test('letters that are no language in either reading are unintelligible where a language can be told', () => {
    const english = (text: string) => (/\bthe\b/i.test(text) ? 'en' : undefined);
    const read = (text: string) => readReply('caesar', text, english).unintelligible;
    expect(read('zqx vvk jjq wpp zzk qqj xkx zzq vvp jjx wqk')).toBe(true);
    expect(read('the lighthouse stands at the end of the pier')).toBe(false);
    expect(read(encode('caesar', 'the lighthouse stands at the end of the pier'))).toBe(false);
  });
});
