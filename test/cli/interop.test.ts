// `dramatis import` and `dramatis export`: files written, never over another, and the report of what became of everything.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readZip } from '../../src/interop/zip/zip.ts';
import { cardText, smallPng } from '../kit/small-png.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const json = JSON.stringify({
  spec: 'chara_card_v2',
  data: { name: 'Ada Lovelace', description: 'Counts.', creator_notes: 'for readers', tags: [], extensions: { x: 1 } },
});

function folder(files: Readonly<Record<string, string>> = {}) {
  const cwd = tempFolder(files);
  const run = async (...argv: string[]) => {
    const terminal = testTerminal({ cwd });
    const code = await main(argv, terminal, '1.2.3');
    return { code, out: terminal.output(), err: terminal.errors() };
  };
  const read = (name: string) => readFileSync(join(cwd, name));
  return { cwd, run, read, png: () => writeFileSync(join(cwd, 'ada.png'), smallPng([['chara', cardText(json)]])) };
}

describe('import', () => {
  test('a picture becomes a persona beside it, and the report says what stays in the card', async () => {
    const here = folder();
    here.png();
    const { code, out } = await here.run('import', 'ada.png');
    expect(code).toBe(0);
    expect(String(here.read('ada-lovelace.persona'))).toContain('source: ada.png');
    expect(out).toMatch(/^ada\.png → ada-lovelace\.persona\n/u);
    expect(out).toContain('  kept    creator_notes: Notes to readers are no part of a persona.\n');
    expect((await here.run('lint', 'ada-lovelace.persona')).code).toBe(0);
  });

  test('never over a file that is there', async () => {
    const here = folder({ 'ada-lovelace.persona': 'persona Mine\n' });
    here.png();
    const { code, err } = await here.run('import', 'ada.png');
    expect(code).toBe(2);
    expect(err).toContain('is there already');
    expect(String(here.read('ada-lovelace.persona'))).toBe('persona Mine\n');
  });

  test('a folder: what can be read is, the rest is passed over; a file named that cannot be is told', async () => {
    const here = folder({ 'cards/a.json': json, 'cards/package.json': '{}', 'cards/deep/b.png': 'no picture' });
    const all = await here.run('import', 'cards', '--report', 'json');
    expect(all.code).toBe(0);
    expect(JSON.parse(all.out)).toMatchObject([
      { from: 'cards/a.json', to: 'cards/ada-lovelace.persona', format: 'card' },
    ]);
    const one = await here.run('import', 'cards/package.json');
    expect(one).toMatchObject({ code: 1, err: 'cards/package.json: no format that can be imported\n' });
  });

  test('a folder again: what is there already stays, the rest is imported', async () => {
    const here = folder({
      'cards/a.json': json,
      'cards/ada-lovelace.persona': 'persona Mine\n',
      'cards/b.json': json.replace('Ada Lovelace', 'Bea'),
    });
    const { code, err } = await here.run('import', 'cards');
    expect(code).toBe(0);
    expect(err).toBe('cards/a.json: cards/ada-lovelace.persona is there already\n');
    expect(String(here.read('cards/ada-lovelace.persona'))).toBe('persona Mine\n');
    expect(String(here.read('cards/bea.persona'))).toContain('source: b.json');
  });

  test('a TinyTroupe fragment goes into its agent; where they disagree nothing is written', async () => {
    const fragment = (persona: object) => JSON.stringify({ type: 'Fragment', persona });
    const here = folder({
      'a.agent.json': JSON.stringify({ type: 'TinyPerson', persona: { name: 'Ines', beliefs: ['Fog lifts.'] } }),
      'sea.json': fragment({ beliefs: ['Tides turn.'] }),
      'other.json': fragment({ name: 'Rui' }),
    });
    const wrong = await here.run('import', 'a.agent.json', '--fragment', 'other.json');
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('disagree on name (line 1 of the agent') });
    expect(existsSync(join(here.cwd, 'ines.persona'))).toBe(false);
    expect((await here.run('import', 'a.agent.json', '--fragment', 'sea.json')).code).toBe(0);
    expect(String(here.read('ines.persona'))).toContain('beliefs: Fog lifts.\n    Tides turn.\n');
  });

  test('a dry run writes nothing', async () => {
    const here = folder({ 'a.json': json });
    expect((await here.run('import', 'a.json', '--dry-run')).code).toBe(0);
    expect(existsSync(join(here.cwd, 'ada-lovelace.persona'))).toBe(false);
  });
});

describe('export', () => {
  test('into the card it came from, in place: the text is new, the picture is not', async () => {
    const here = folder();
    here.png();
    await here.run('import', 'ada.png');
    const path = join(here.cwd, 'ada-lovelace.persona');
    writeFileSync(path, String(here.read('ada-lovelace.persona')).replace('Counts.', 'Computes.'));
    expect((await here.run('export', 'ada-lovelace.persona', '--to', 'card', '--in-place')).code).toBe(0);
    expect(here.read('ada.png')).toEqual(smallPng([['chara', cardText(json.replace('Counts.', 'Computes.'))]]));
    const beside = await here.run('export', 'ada-lovelace.persona', '--to', 'card');
    expect(beside.out).toMatch(/^ada-lovelace\.card\.png\n/u);
    expect(here.read('ada-lovelace.card.png')).toEqual(here.read('ada.png'));
    expect((await here.run('export', 'ada-lovelace.persona', '--to', 'card')).code).toBe(2);
  });

  test('a new CHARX, with the picture of the card that it came from; neither is written over', async () => {
    const here = folder({ 'a.persona': 'persona A\n  role: clerk\n' });
    here.png();
    await here.run('import', 'ada.png');
    const before = here.read('ada.png');
    const of = (name: string) => {
      const read = readZip(here.read(name) as Uint8Array);
      return read.ok && read.zip.entries.map((entry) => entry.name);
    };
    expect((await here.run('export', 'a.persona', '--to', 'charx')).out).toMatch(/^a\.charx\n/u);
    expect(of('a.charx')).toEqual(['card.json']);
    expect((await here.run('export', 'ada-lovelace.persona', '--to', 'charx', '--in-place')).code).toBe(2);
    const { out } = await here.run('export', 'ada-lovelace.persona', '--to', 'charx');
    expect(out).toMatch(/^ada-lovelace\.charx\n/u);
    expect(out).toContain('the picture');
    expect(of('ada-lovelace.charx')).toEqual(['card.json', 'assets/icon/images/main.png']);
    expect(here.read('ada.png')).toEqual(before);
    expect((await here.run('export', 'a.persona', '--to', 'charx')).code).toBe(2);
    expect((await here.run('import', 'a.charx', '--dry-run')).out).toContain('a.charx → a.persona');
  });

  describe('in place, where something is dropped', () => {
    const prepared = async (options: { interactive?: boolean; input?: string[] } = {}) => {
      const here = folder();
      here.png();
      await here.run('import', 'ada.png');
      const source = String(here.read('ada-lovelace.persona'));
      writeFileSync(
        join(here.cwd, 'ada-lovelace.persona'),
        `${source.replace('Counts.', 'Computes.')}\ntest a\n  user: Hi\n`,
      );
      const before = here.read('ada.png');
      const terminal = testTerminal({ cwd: here.cwd, ...options });
      const seen: boolean[] = [];
      // What the card was when the report came.
      const watched = {
        ...terminal,
        out: (text: string) => {
          seen.push(here.read('ada.png').equals(before));
          terminal.out(text);
        },
      };
      const run = async (...more: string[]) => ({
        code: await main(['export', 'ada-lovelace.persona', '--to', 'card', '--in-place', ...more], watched, '1.2.3'),
        out: terminal.output(),
        err: terminal.errors(),
        written: !here.read('ada.png').equals(before),
        toldFirst: seen[0] === true,
      });
      return { ...here, run };
    };

    test('in a terminal it asks, and writes on yes alone', async () => {
      const no = await (await prepared({ interactive: true, input: ['n\n'] })).run();
      expect(no).toMatchObject({ code: 3, written: false, toldFirst: true });
      expect(no.out).toMatch(
        /dropped tests \(1\).*One thing is dropped, as told above\. Write over ada\.png\? \[y\/N\]/su,
      );
      const yes = await (await prepared({ interactive: true, input: ['y\n'] })).run();
      expect(yes).toMatchObject({ code: 0, written: true, toldFirst: true });
    });

    test('where nobody is asked it wants to be told', async () => {
      const refused = await (await prepared()).run();
      expect(refused).toMatchObject({ code: 2, written: false, toldFirst: true });
      expect(refused.err).toContain('--yes');
      expect(await (await prepared({ interactive: true })).run('--report', 'json')).toMatchObject({
        code: 2,
        written: false,
      });
      expect(await (await prepared()).run('--yes')).toMatchObject({ code: 0, written: true, toldFirst: true });
    });
  });

  test('a new file is told of before it is written, too', async () => {
    const here = folder({ 'a.persona': 'persona A\n\ntest a\n  user: Hi\n' });
    const terminal = testTerminal({ cwd: here.cwd });
    let there: boolean | undefined;
    const out = (text: string) => {
      there ??= existsSync(join(here.cwd, 'a.card.json'));
      terminal.out(text);
    };
    expect(await main(['export', 'a.persona', '--to', 'card'], { ...terminal, out }, '1.2.3')).toBe(0);
    expect(there).toBe(false);
    expect(existsSync(join(here.cwd, 'a.card.json'))).toBe(true);
  });

  test('in place needs a card', async () => {
    const here = folder({ 'a.persona': 'persona A\n' });
    const { code, err } = await here.run('export', 'a.persona', '--to', 'card', '--in-place');
    expect(code).toBe(2);
    expect(err).toContain('no file to change');
  });

  test('a Modelfile holds the compiled prompt; three quotation marks are refused', async () => {
    const here = folder({
      'a.persona': 'persona A\n  role: clerk\n\ngreeting\n  Hello.\n\nexample\n  user: Hi\n  self: Well?\n',
      'b.persona': 'persona B\n\nsection\n  Says """ a lot.\n',
      'c.persona': 'persona C\n\ngreeting\n  """Hello"""\n',
    });
    expect((await here.run('export', 'a.persona', '--to', 'modelfile')).code).toBe(0);
    const file = String(here.read('a.Modelfile'));
    expect(file).toContain('SYSTEM """You are A');
    expect(file).toContain('MESSAGE user """Hi"""\nMESSAGE assistant """Well?"""\nMESSAGE assistant """Hello."""');
    const refused = await here.run('export', 'b.persona', '--to', 'modelfile');
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('three quotation marks');
    expect(existsSync(join(here.cwd, 'b.Modelfile'))).toBe(false);
    expect((await here.run('export', 'c.persona', '--to', 'modelfile')).err).toContain('three quotation marks');
  });

  test('a skill goes back into its file, and elsewhere into a folder called as it is', async () => {
    const skill =
      '---\nname: tour\nlicense: MIT # as all\ndescription: Shows the house.\n---\n\n# Tour\n\nBegin at the door.\n';
    const here = folder({ 'tour/SKILL.md': skill });
    expect((await here.run('import', 'tour/SKILL.md', '--out', '.')).code).toBe(0);
    expect(String(here.read('tour.persona'))).toContain('  source: tour/SKILL.md\n');
    expect((await here.run('export', 'tour.persona', '--to', 'skill', '--in-place')).code).toBe(0);
    expect(String(here.read('tour/SKILL.md'))).toBe(skill);
    const text = String(here.read('tour.persona')).replace('the door', 'the gate');
    writeFileSync(join(here.cwd, 'tour.persona'), text);
    expect((await here.run('export', 'tour.persona', '--to', 'skill', '--in-place')).code).toBe(0);
    expect(String(here.read('tour/SKILL.md'))).toBe(skill.replace('the door', 'the gate'));
    expect((await here.run('export', 'tour.persona', '--to', 'skill')).err).toContain('is there already');
    writeFileSync(join(here.cwd, 'guide.persona'), 'persona Old Guide\n  summary: Knows the house.\n');
    expect((await here.run('export', 'guide.persona', '--to', 'skill', '--dry-run')).code).toBe(0);
    expect(existsSync(join(here.cwd, 'old-guide'))).toBe(false);
    expect((await here.run('export', 'guide.persona', '--to', 'skill')).out).toMatch(/^old-guide.SKILL\.md\n/u);
    expect(String(here.read('old-guide/SKILL.md'))).toContain('name: old-guide\n');
  });

  test('chat messages', async () => {
    const here = folder({ 'a.persona': 'persona A\n\ngreeting\n  Hello.\n' });
    await here.run('export', 'a.persona', '--to', 'messages');
    const { messages } = JSON.parse(String(here.read('a.messages.json')));
    expect(messages.map(({ role }: { role: string }) => role)).toEqual(['system', 'assistant']);
  });
});
