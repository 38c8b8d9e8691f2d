// What counts as a finding mended: it was meant, it is found no more, and what it stood on is still there.
import { describe, expect, test } from 'vitest';
import { parse } from '../../../src/lang/parse.ts';
import { findingsMended } from '../../../src/write/improve/findings-mended.ts';
import { improveFrom } from '../../../src/write/improve/improve.ts';
import { measureAccepted } from '../../../src/write/improve/measure-accepted.ts';
import { troublesOfFindings } from '../../../src/write/improve/troubles.ts';
import type { FindProblems } from '../../../src/write/make-patch.ts';
import type { Trouble } from '../../../src/write/offer.ts';
import { scriptedModel } from '../../kit/scripted-model.ts';
import { askedModel } from '../../suite/suite-kit.ts';
import { changes, flaws, inputOf, ran, uri } from './kit.ts';

const file = `persona Mara
  role: keeper

rules
  calm: Is vague about storms.
  kind: Is vague about kindness.
  - Is vague about the rest.

greeting
  Good evening, vague as it is.
`;

/** A warning on every line that is vague. */
const find: FindProblems = (text) =>
  [...text.matchAll(/^ *(\S.*\bvague\b.*)$/gmu)].map((match) => {
    const start = (match.index ?? 0) + match[0].length - (match[1]?.length ?? 0);
    const range = { start, end: start + 1 };
    return { code: 'vague', severity: 'warning' as const, range, message: 'This is vague.' };
  });

const before = parse(file, uri);
const all = troublesOfFindings(before, find);
const calm = all.slice(0, 1);

function mended(from: string | RegExp, to: string, claimed: readonly Trouble[] = all, found = find) {
  return findingsMended(before, parse(file.replace(from, to), uri), found, claimed);
}

describe('a finding', () => {
  test('on what was said in other words is mended, wherever it stands', () => {
    expect(mended('Is vague about storms', 'Never shouts')).toEqual(['vague']);
    expect(mended('Is vague about the rest', 'Is brief')).toEqual(['vague']);
    expect(mended('Good evening, vague as it is', 'Good evening')).toEqual(['vague']);
    expect(mended(/vague/gu, 'clear')).toHaveLength(4);
  });

  test('that goes with its rule, its item, its block is not', () => {
    expect(mended(/ {2}calm:.*\n/u, '')).toEqual([]);
    expect(mended(/ {2}- Is.*\n/u, '')).toEqual([]);
    expect(mended(/greeting\n.*\n/u, '')).toEqual([]);
    expect(mended(/rules\n[\s\S]*rest\.\n/u, '')).toEqual([]);
    // Nor one whose rule goes by another name now.
    expect(mended('calm: Is vague', 'quiet: Is loud')).toEqual([]);
  });

  test('that nobody set out to mend is not, and one for another of the same words neither', () => {
    expect(mended('Is vague about kindness', 'Smiles', [])).toEqual([]);
    expect(mended('Is vague about kindness', 'Smiles', calm)).toEqual([]);
    expect(mended('Is vague about storms', 'Never shouts', calm)).toEqual(['vague']);
    const unplaced = { kind: 'finding', title: 'vague', text: 'This is vague.\nLine 5' } as const;
    expect(mended('Is vague about storms', 'Never shouts', [unplaced])).toEqual(['vague']);
  });

  test('counts nothing where the change brings an error', () => {
    const error = { code: 'bad', severity: 'error' as const, range: { start: 0, end: 1 }, message: 'It is bad.' };
    const strict: FindProblems = (text, of) => [...find(text, of), ...(text.includes('Never') ? [error] : [])];
    expect(mended('Is vague about storms', 'Never shouts', all, strict)).toEqual([]);
  });
});

describe('improving', () => {
  const quiet = () => askedModel(() => 'No.');

  test('a rule taken out is never better than the rule', async () => {
    const model = scriptedModel([
      flaws(['calm', 'It is vague.']),
      changes(
        { block: 'rules', lines: '', remove: 'calm', evidence: ['calm: Is vague about storms.'] } as never,
        { block: 'rules', lines: 'kind: Says thank you.', evidence: ['kind: Is vague about kindness.'] },
        { block: 'greeting', lines: 'Good evening.', evidence: ['kind: Is vague about kindness.'] },
      ),
    ]);
    const input = inputOf(file, quiet(), { find });
    const { patches } = await ran(improveFrom(input, { rounds: 1, candidates: 3 }), model);
    model.finish();
    expect(patches.map(({ title, kind, effect }) => [title, kind, effect?.verdict])).toEqual([
      ['rules › kind', 'change', 'better'],
      ['rules › calm', 'remove', 'not measured'],
      // It mends what it does not claim.
      expect.arrayContaining([expect.stringMatching(/^greeting/u), 'not measured']),
    ]);
  });

  test('nor is it when what was accepted is measured', async () => {
    const input = inputOf(file, quiet(), { find });
    const accepted = [{ id: 'a' }] as never;
    const out = measureAccepted(input, accepted, parse(file.replace(/ {2}calm:.*\n/u, ''), uri));
    const said = measureAccepted(input, accepted, parse(file.replace('Is vague about storms', 'Never shouts'), uri));
    const verdicts = [await ran(out, scriptedModel([])), await ran(said, scriptedModel([]))].map(({ events }) =>
      events.flatMap((event) => (event.type === 'effect' ? [event.effect.verdict] : [])),
    );
    expect(verdicts).toEqual([['not measured'], ['better']]);
  });
});
