// Known findings are not told again, moving an entry does not make them new, and what is gone is said.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readBaseline } from '../../src/lint/static/baseline.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const text =
  'persona A\n\nrules\n  brief: Is brief.\n    must: be at most 3 words\n\ngreeting\n  This is not brief at all.\n';

async function run(cwd: string, ...argv: string[]) {
  const terminal = testTerminal({ cwd });
  const code = await main(['lint', ...argv], terminal, '0');
  return { code, out: terminal.output(), err: terminal.errors() };
}

describe('baseline', () => {
  test('what is known is not told again; the new is; the gone is said', async () => {
    const cwd = tempFolder({
      'a.persona': text,
      'dramatis.json': '{"baseline": "known/baseline.json"}',
      'known/.keep': '',
    });
    expect((await run(cwd)).code).toBe(1);
    expect(await run(cwd, '--update-baseline')).toMatchObject({ code: 0, err: expect.stringContaining('1 known') });
    expect(await run(cwd)).toMatchObject({ code: 0, err: '' });

    const moved = text.replace('\nrules', '\n# a remark\n\nrules').replace('  This', '    This');
    writeFileSync(join(cwd, 'a.persona'), moved);
    expect((await run(cwd)).code).toBe(0);

    writeFileSync(join(cwd, 'a.persona'), `${text}\ngreeting\n  Nor is this one brief.\n`);
    const fresh = await run(cwd);
    expect(fresh.code).toBe(1);
    expect(fresh.out).toContain('1 error');

    writeFileSync(join(cwd, 'a.persona'), text.replace('This is not brief at all.', 'Good day.'));
    expect(await run(cwd)).toMatchObject({ code: 0, err: expect.stringContaining('1 known in the baseline and gone') });
  });

  test('without a file, or with one that is none, everything is told', async () => {
    const cwd = tempFolder({ 'a.persona': text, 'dramatis.json': '{"baseline": "b.json"}' });
    expect((await run(cwd)).code).toBe(1);
    writeFileSync(join(cwd, 'b.json'), '{"version": 2}');
    expect((await run(cwd)).code).toBe(1);
  });

  test('no baseline is named: usage', async () => {
    const cwd = tempFolder({ 'a.persona': text });
    expect(await run(cwd, '--update-baseline')).toMatchObject({
      code: 2,
      err: expect.stringContaining('dramatis.json'),
    });
  });

  test('--baseline names another file, beside a dramatis.json and inside its folder', async () => {
    const cwd = tempFolder({ 'a.persona': text, 'dramatis.json': '{}' });
    expect(await run(cwd, '--baseline', 'mine.json', '--update-baseline')).toMatchObject({ code: 0 });
    expect((await run(cwd, '--baseline', 'mine.json')).code).toBe(0);
    expect((await run(cwd)).code).toBe(1);
    const bare = tempFolder({ 'a.persona': text });
    expect(await run(bare, '--baseline', 'mine.json')).toMatchObject({
      code: 2,
      err: expect.stringContaining('dramatis.json'),
    });
  });

  test('the file diffs well', async () => {
    const cwd = tempFolder({ 'b.persona': text, 'a.persona': text, 'dramatis.json': '{"baseline": "b.json"}' });
    await run(cwd, '--update-baseline');
    const written = readFileSync(join(cwd, 'b.json'), 'utf8');
    expect(Object.keys(readBaseline(written)?.findings ?? {})).toEqual(['a.persona', 'b.persona']);
    await run(cwd, '--update-baseline');
    expect(readFileSync(join(cwd, 'b.json'), 'utf8')).toBe(written);
  });
});
