// Files through the port: confined to their folder whatever is named, and as they were in a revision.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findConfig } from '../../src/config/find-config.ts';
import { diskSource } from '../../src/disk/disk-source.ts';
import { keptTalkFiles } from '../../src/disk/kept-talks.ts';
import { searchRoot } from '../../src/disk/search-root.ts';

let base = '';
let root = '';
const at = (...names: string[]) => join(root, ...names);
const uri = (...names: string[]) => pathToFileURL(at(...names)).href;
const put = (path: string, text: string | Uint8Array) => writeFileSync(path, text);

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'dramatis-')));
  root = join(base, 'work');
  mkdirSync(at('cast'), { recursive: true });
  put(at('cast', 'watson.persona'), 'persona Watson\r\n');
  put(join(base, 'secret.txt'), 'not yours');
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const from = () => uri('holmes.persona');
const reason = (path: string, options = {}) => {
  const result = diskSource(root, options).read(path, from());
  return result.ok ? 'read' : result.reason;
};

describe('reading', () => {
  it('gives the text as it is, with its uri', () => {
    expect(diskSource(root).read('./cast/watson.persona', from())).toEqual({
      ok: true,
      uri: uri('cast', 'watson.persona'),
      text: 'persona Watson\r\n',
    });
  });

  it('goes up as far as the folder goes', () => {
    put(at('top.persona'), 'top');
    expect(diskSource(root).read('../top.persona', uri('cast', 'watson.persona'))).toMatchObject({
      ok: true,
      text: 'top',
    });
  });

  it.each([
    '../secret.txt',
    './cast/../../secret.txt',
    '/etc/passwd',
    'file:///etc/passwd',
    './a\0b',
    'C:\\x',
    '../work-2/x',
  ])('does not leave the folder: %j', (path) => {
    mkdirSync(join(base, 'work-2'));
    put(join(base, 'work-2', 'x'), 'x');
    expect(['outside', 'missing']).toContain(reason(path));
    if (!path.startsWith('C:')) expect(reason(path)).toBe('outside');
  });

  it('resolves links first', () => {
    symlinkSync(join(base, 'secret.txt'), at('link.txt'));
    symlinkSync(base, at('up'));
    symlinkSync(at('cast', 'watson.persona'), at('inside.persona'));
    expect(reason('./link.txt')).toBe('outside');
    expect(reason('./up/secret.txt')).toBe('outside');
    expect(reason('./inside.persona')).toBe('read');
  });

  it('works where the folder itself is a link', () => {
    symlinkSync(root, join(base, 'alias'));
    const read = diskSource(join(base, 'alias')).read(
      './cast/watson.persona',
      pathToFileURL(join(base, 'alias', 'x.persona')).href,
    );
    expect(read.ok).toBe(true);
  });

  it('says why there is no text', () => {
    put(at('big.txt'), 'x'.repeat(101));
    execFileSync('mkfifo', [at('pipe')]);
    expect(reason('./none.txt')).toBe('missing');
    expect(reason('./cast/watson.persona/x')).toBe('missing');
    expect(reason('./cast')).toBe('unreadable');
    expect(reason('./pipe')).toBe('unreadable');
    expect(reason('./big.txt', { maxBytes: 100 })).toBe('too-large');
    expect(diskSource(root).read('./x', 'untitled:Untitled-1')).toMatchObject({ ok: false, reason: 'outside' });
  });

  it('reads bytes that are no text without a fall', () => {
    put(at('junk.txt'), new Uint8Array([0xff, 0xfe, 0, 0x80, 0x41]));
    expect(diskSource(root).read('./junk.txt', from())).toMatchObject({ ok: true, text: '\ufffd\ufffd\0\ufffdA' });
  });
});

describe('a revision', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false', ...args], {
      cwd: root,
      stdio: 'pipe',
    });

  beforeEach(() => {
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    put(at('cast', 'watson.persona'), 'persona Doctor Watson\n');
    put(at('new.persona'), 'persona New\n');
  });

  const read = (path: string, revision: string, options = {}) => diskSource(root, options).read(path, from(), revision);

  it('gives the file as it was', () => {
    expect(read('./cast/watson.persona', 'HEAD')).toMatchObject({ ok: true, text: 'persona Watson\r\n' });
    expect(read('./cast/watson.persona', 'main@{0}')).toMatchObject({ ok: true });
  });

  it('gives one that has been deleted since, its folder too', () => {
    rmSync(at('cast'), { recursive: true });
    expect(read('./cast/watson.persona', 'HEAD')).toMatchObject({ ok: true, text: 'persona Watson\r\n' });
  });

  it('says what is missing, outside, too large or no revision', () => {
    expect(read('./new.persona', 'HEAD')).toMatchObject({ reason: 'missing' });
    expect(read('./none.persona', 'HEAD')).toMatchObject({ reason: 'missing' });
    expect(read('../secret.txt', 'HEAD')).toMatchObject({ reason: 'outside' });
    expect(read('./cast/watson.persona', 'HEAD', { maxBytes: 3 })).toMatchObject({ reason: 'too-large' });
    expect(read('./cast', 'HEAD')).toMatchObject({ reason: 'unreadable' });
    expect(read('./cast/watson.persona', 'HEAD~7')).toMatchObject({ reason: 'unreadable' });
  });

  it.each(['--output=x', '-h', 'HEAD:cast', 'HEAD --all', '', 'HEAD\nx', '$(touch x)'])(
    'takes nothing for a revision that is none: %j',
    (revision) => {
      expect(read('./cast/watson.persona', revision)).toMatchObject({ ok: false, reason: 'unreadable' });
    },
  );

  it('runs nothing that the repository brings', () => {
    const hook = at('hook.sh');
    put(hook, `#!/bin/sh\ntouch ${join(base, 'ran')}\ncat\n`);
    chmodSync(hook, 0o755);
    put(at('.gitattributes'), '*.persona diff=evil filter=evil\n');
    for (const name of ['core.fsmonitor', 'diff.evil.textconv', 'filter.evil.smudge', 'core.pager'])
      git('config', name, hook);
    expect(read('./cast/watson.persona', 'HEAD')).toMatchObject({ ok: true });
    expect(diskSource(base).read('./ran', pathToFileURL(join(base, 'x')).href)).toMatchObject({ reason: 'missing' });
  });

  it('runs no `git` that lies in the folder', () => {
    put(at('git'), `#!/bin/sh\ntouch ${join(base, 'ran')}\n`);
    chmodSync(at('git'), 0o755);
    const before = process.env['PATH'];
    process.env['PATH'] = `.:${before}`;
    try {
      expect(read('./cast/watson.persona', 'HEAD')).toMatchObject({ ok: true });
    } finally {
      process.env['PATH'] = before;
    }
    expect(existsSync(join(base, 'ran'))).toBe(false);
  });

  it('is unreadable where there is no repository', () => {
    rmSync(at('.git'), { recursive: true });
    expect(read('./cast/watson.persona', 'HEAD')).toMatchObject({ reason: 'unreadable' });
  });
});

it('dramatis.json is found upwards on disk, and not above the root', () => {
  put(join(base, 'dramatis.json'), '{}');
  expect(findConfig(uri('cast', 'watson.persona'), diskSource(root))).toBeUndefined();
  expect(findConfig(uri('cast', 'watson.persona'), diskSource(base))).toEqual({
    uri: pathToFileURL(join(base, 'dramatis.json')).href,
    folder: pathToFileURL(base).href,
    text: '{}',
  });
});

it('the search ends at the repository, below the home folder, or at the very top', () => {
  const file = at('cast', 'watson.persona');
  expect(searchRoot(file, base)).toBe(root);
  mkdirSync(at('cast', '.git'));
  expect(searchRoot(file, base)).toBe(at('cast'));
  expect(searchRoot('/x.persona', base)).toBe('/');
});

it('kept talks are those of the persona’s name', () => {
  for (const name of ['watson.talk.jsonl', 'watson.monday.talk.jsonl', 'watsonia.talk.jsonl', 'watson.txt'])
    put(at('cast', name), name);
  mkdirSync(at('cast', 'watson.x.talk.jsonl'));
  const found = keptTalkFiles(uri('cast', 'watson.persona'), diskSource(root));
  expect(found).toEqual(
    ['watson.monday.talk.jsonl', 'watson.talk.jsonl'].map((name) => ({ uri: uri('cast', name), text: name })),
  );
  expect(keptTalkFiles(uri('none', 'x.persona'), diskSource(root))).toEqual([]);
  expect(keptTalkFiles('untitled:x', diskSource(root))).toEqual([]);
});

it('a kept talk that is a link is read only where the persona may read', () => {
  put(at('elsewhere.jsonl'), 'inside');
  symlinkSync(join(base, 'secret.txt'), at('cast', 'watson.secret.talk.jsonl'));
  symlinkSync(at('elsewhere.jsonl'), at('cast', 'watson.linked.talk.jsonl'));
  execFileSync('mkfifo', [at('cast', 'watson.pipe.talk.jsonl')]);
  const found = keptTalkFiles(uri('cast', 'watson.persona'), diskSource(root));
  expect(found).toEqual([{ uri: uri('cast', 'watson.linked.talk.jsonl'), text: 'inside' }]);
});

describe('listing', () => {
  const names = (folder: string) =>
    diskSource(root)
      .list?.(folder, from())
      .map(({ name, folder: isFolder }) => (isFolder ? `${name}/` : name));

  it('tells files and folders by name, hidden ones left out', () => {
    put(at('canon.md'), 'x');
    put(at('.env'), 'x');
    mkdirSync(at('node_modules'));
    expect(names('./')).toEqual(['canon.md', 'cast/']);
    expect(names('./cast/')).toEqual(['watson.persona']);
    expect(names('./none/')).toEqual([]);
  });

  it('tells nothing of what lies outside, links resolved', () => {
    symlinkSync(base, at('up'));
    expect(names('../')).toEqual([]);
    expect(names('./up/')).toEqual([]);
    expect(names('/etc')).toEqual([]);
    expect(names('./')).not.toContain('up');
  });
});
