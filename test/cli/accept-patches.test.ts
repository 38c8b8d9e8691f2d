// What `--accept` takes of a review, and what it says of the rest.
import { expect, test } from 'vitest';
import { decideAll } from '../../src/cli/accept-patches.ts';
import { lineReader } from '../../src/cli/line-reader.ts';
import { parse } from '../../src/lang/parse.ts';
import type { Patch } from '../../src/write/patch.ts';
import { patchesOfText } from '../../src/write/patches-of.ts';
import { applyEvent, emptyReview } from '../../src/write/review.ts';
import { testTerminal } from '../kit/terminal.ts';

const base = parse('', 'file:///ada.persona');
const { patches } = patchesOfText(base, 'persona Ada\n  role: librarian\n', { reason: '', evidence: [] });
const [name, role] = patches as [Patch, Patch];
const worse = { alone: true, together: [], tests: [], tokens: undefined, verdict: 'worse', why: '' } as const;

async function decided(accept: 'all' | 'ask', given: readonly Patch[], input: readonly string[] = []) {
  const terminal = testTerminal({ cwd: '/', interactive: true, input });
  const review = applyEvent(emptyReview, { type: 'patches', patches: given });
  const wish = { accept, out: undefined, format: 'text' } as const;
  const accepted = await decideAll(review, { base }, wish, lineReader(terminal), terminal);
  return { accepted: accepted.map(({ id }) => id), out: terminal.output(), err: terminal.errors() };
}

test('what was measured to be worse is left by a yes to all, and told; asked for, it can be taken', async () => {
  const bad = { ...role, effect: worse };
  const all = await decided('all', [name, bad]);
  expect(all.accepted).toEqual([name.id]);
  expect(all.err).toMatch(/^Left: persona › role: a test passes less often with it\./u);
  expect((await decided('ask', [name, bad], ['n\n', 'y\n'])).accepted).toEqual([role.id]);
});

test('what nothing supports is left by a yes to all, and told; its finding stands beside it', async () => {
  const grounds = { reason: '', evidence: [], unsupported: 'No turn supports it.' };
  const [loose] = patchesOfText(base, 'about\n  music: violin\n', grounds).patches as [Patch];
  const all = await decided('all', [name, loose]);
  expect(all).toMatchObject({ accepted: [name.id], out: expect.stringContaining('  warning: No turn supports it.\n') });
  expect(all.err).toMatch(/^Left: about › music: nothing that was given supports it\./u);
  expect((await decided('ask', [loose], ['y\n'])).accepted).toEqual([loose.id]);
});
