// The law of an open file: after any edits its problems, symbols, semantic tokens, tree and compiled prompt are those of the same text opened
// anew; and an editor that is told only what changed of the tokens has all of them. While typing and on save, with parents and a cast to be read.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../../src/config/config.ts';
import { compile } from '../../src/lang/compile.ts';
import { parseText } from '../../src/lang/parsed.ts';
import { checkFile, checkReading, readAgain } from '../../src/lint/static/check-file.ts';
import type { Reading } from '../../src/lint/static/reading.ts';
import { foldingRanges } from '../../src/server/features/folding.ts';
import { semanticTokenData, semanticTokens } from '../../src/server/features/semantic-tokens/semantic-tokens.ts';
import { documentSymbols } from '../../src/server/features/symbols.ts';
import { TokenHistory } from '../../src/server/token-history.ts';
import { personaLike } from '../kit/arbitrary-persona.ts';
import { arbitraryEdits, edited } from '../kit/edits.ts';
import { memorySource } from '../kit/memory-source.ts';
import { filesIn, personasOf } from '../kit/sample-files.ts';

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 200) };
const uri = '/open.persona';
const source = memorySource({
  '/base.persona':
    'persona Base\n  role: keeper\nknows\n  secret: Under the stone.\nrules\n  quiet: Says little.\n    must: be at most 9 words\n',
  '/b.persona': 'persona B\nknows\n  x: Something.\n',
});
const samples = filesIn('samples/first-look');
const texts = fc.oneof(personaLike, fc.constantFrom(...personasOf(samples).map((path) => samples[path] ?? '')));

function fileOf(text: string) {
  return { text, uri, source, config: defaultConfig, measures: {}, talks: [] };
}

/** Keeps the numbers of the tokens as an editor does: the whole list once, then what each edit changed of it. */
function editorOf(first: Reading) {
  const history = new TokenHistory(() => true);
  let { resultId = '', data } = history.full(uri, semanticTokenData(first.parsed));
  return {
    after({ parsed }: Reading): readonly number[] {
      const told = history.delta(uri, resultId, semanticTokenData(parsed));
      if ('data' in told) throw new Error('the whole list was told again');
      // Where an edit stands is counted in the list as it was before all of them.
      for (const { start, deleteCount, data: put = [] } of told.edits.toReversed())
        data = data.toSpliced(start, deleteCount, ...put);
      resultId = told.resultId ?? '';
      return data;
    },
  };
}

describe('an open file', () => {
  it.each(['typing', 'save'] as const)('is found the same in as if it were opened anew: %s', (phase) => {
    fc.assert(
      fc.property(texts, arbitraryEdits, (text, edits) => {
        let now = text;
        let reading: Reading | undefined = readAgain(fileOf(now), undefined);
        const shown = editorOf(reading);
        for (const edit of edits) {
          now = edited(now, edit);
          const file = fileOf(now);
          reading = readAgain(file, reading);
          const anew = checkFile(file, phase);
          expect(checkReading(file, reading, phase).problems).toEqual(anew.problems);
          expect(compile(reading.persona)).toEqual(compile(anew.persona));
          expect(reading.book.rules).toEqual(anew.book.rules);
          expect(reading.book.problems).toEqual(anew.book.problems);
          expect(reading.persona.problems).toEqual(anew.persona.problems);
          expect(documentSymbols(reading.parsed)).toEqual(documentSymbols(parseText(now, uri)));
          expect(foldingRanges(reading.parsed)).toEqual(foldingRanges(parseText(now, uri)));
          expect(shown.after(reading)).toEqual(semanticTokenData(parseText(now, uri)));
          expect(semanticTokens(reading.parsed)).toEqual(semanticTokens(parseText(now, uri)));
        }
      }),
      phase === 'save' ? { numRuns: runs.numRuns / 4 } : runs,
    );
  });
});
