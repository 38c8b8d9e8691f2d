// An hour's worth of edits leaks nothing: the heap with a file that was edited thousands of times, all over, is that of one edited a little.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { Documents } from '../../src/server/documents.ts';
import type { World } from '../../src/server/world.ts';
import { noFiles } from '../kit/memory-source.ts';

const uri = 'file:///p/a.persona';

function heapNow(): number {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
  gc();
  return process.memoryUsage().heapUsed;
}

/** About 100,000 characters: facts, rules, examples. */
function longText(): string {
  const parts = ['persona Keeper\n  role: lighthouse keeper\n\nknows\n'];
  for (let at = 0; at < 500; at++)
    parts.push(`  fact ${at}: Keeps the lamp trimmed, whatever the weather, and knows it.\n    keys: lamp ${at}\n`);
  parts.push('\nrules\n');
  for (let at = 0; at < 200; at++)
    parts.push(`  rule ${at}: Says little.\n    when: user says "ship ${at}"\n    must: be at most ${at + 9} words\n`);
  for (let at = 0; at < 200; at++)
    parts.push(
      `\nexample night ${at}\n  user: Ship ${at} calling, what of the weather?\n  self: Fair, and the lamp is lit.\n`,
    );
  return parts.join('');
}

it('an hour of edits', { timeout: 120_000 }, () => {
  const world: Partial<World> = {
    sourceFor: () => noFiles,
    configFor: () => ({ config: defaultConfig, file: undefined }),
    talksFor: () => [],
  };
  const documents = new Documents(world as World, {
    trusted: true,
    overrides: { severities: {}, promptBudget: undefined },
    folders: [],
  });
  let text = longText();
  let version = 0;
  const edit = (times: number) => {
    for (let each = 0; each < times; each++) {
      version++;
      const at = text.indexOf('\n', (version * 7919) % (text.length - 100));
      text =
        version % 2 === 0
          ? text.slice(0, at).replace(/ again$/, '') + text.slice(at)
          : `${text.slice(0, at)} again${text.slice(at)}`;
      documents.put({ uri, text, version });
      documents.check(uri, 'typing');
      if (version % 50 === 0) void documents.check(uri, 'typing')?.persona;
    }
    return heapNow();
  };
  const early = edit(300);
  const length = text.length;
  const late = edit(1500);
  // A version that somebody still holds would be five times the bound in all.
  expect(late - early).toBeLessThan(4e6 + 60 * (text.length - length));
});
