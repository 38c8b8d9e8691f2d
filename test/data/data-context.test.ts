// Files of a cast are found from the persona's file, whatever stands in their names; what lies elsewhere is not read.
import { expect, test } from 'vitest';
import { dataContext } from '../../src/data/data-context.ts';
import type { Source } from '../../src/lang/source.ts';
import { keeper, personaOf } from './kit.ts';

test('a member of the cast is read once, by the way from file to file', () => {
  const asked: string[] = [];
  const source: Source = {
    read(path) {
      asked.push(path);
      return { ok: true, uri: path, text: 'persona Tom\n' };
    },
  };
  const persona = personaOf('persona Ida\n', 'file:///work/light%20house/ida.persona');
  const { cast } = dataContext({ persona, source, askers: [], memories: undefined, takeUnfit: false });
  expect(cast?.('file:///work/light%20house/tom.persona')?.name).toBe('Tom');
  cast?.('file:///work/light%20house/tom.persona');
  cast?.('file:///work/crew/t%C3%B6m.persona');
  cast?.('file:///ida.persona');
  cast?.('file:///work/light%20house/deep/er/tom.persona');
  cast?.('vscode-vfs://github/work/tom.persona');
  expect(asked).toEqual([
    './tom.persona',
    '../crew/töm.persona',
    '../../ida.persona',
    './deep/er/tom.persona',
    'vscode-vfs://github/work/tom.persona',
  ]);
});

test('who asked is known by name, and nobody else', () => {
  const source: Source = { read: (path) => ({ ok: false, uri: path, reason: 'missing' }) };
  const asker = personaOf('persona The Visitor\n');
  const context = dataContext({ persona: keeper, source, askers: [asker], memories: undefined, takeUnfit: true });
  expect(context.asker?.('the visitor')).toBe(asker);
  expect(context.asker?.('Tom')).toBeUndefined();
  expect(context.cast?.('file:///work/tom.persona')).toBeUndefined();
  expect(context).toMatchObject({ takeUnfit: true });
  expect('memories' in context).toBe(false);
});
