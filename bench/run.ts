// `npm run bench`: what editing, judging and starting cost, as ratios to a floor measured in the same run. No test: it never fails.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { defaultConfig } from '../src/config/config.ts';
import { compile } from '../src/lang/compile.ts';
import { format } from '../src/lang/format.ts';
import { parse } from '../src/lang/parse.ts';
import { readPersona } from '../src/lang/read-persona.ts';
import { scan } from '../src/lang/scan.ts';
import { checkFile } from '../src/lint/static/check-file.ts';
import { judge } from '../src/rules/judge.ts';
import { readRules } from '../src/rules/rule-book.ts';
import { benchCache } from './cache.ts';
import { personaText } from './corpus.ts';
import { loadedAtStart } from './lsp/bundle-sizes.ts';
import { heading, medianMs, row } from './measure.ts';
import { benchMemory } from './memory.ts';
import { benchTalk } from './talk.ts';

const root = join(import.meta.dirname, '..');
const source = { read: (path: string) => ({ ok: false, uri: path, reason: 'missing' }) as const };

for (const size of [3_000, 30_000, 300_000]) {
  const text = personaText(size);
  const floor = medianMs(() => scan(text));
  const file = { text, uri: 'file:///bench.persona', source, config: defaultConfig, measures: {}, talks: [] };
  const tree = parse(text, file.uri);
  const persona = readPersona(text, file.uri, source);
  console.log(heading(`A persona of ${size / 1000} KB`, 'line scan'));
  console.log(
    row(
      'parse',
      medianMs(() => parse(text, file.uri)),
      floor,
    ),
  );
  console.log(
    row(
      'parse and resolve',
      medianMs(() => readPersona(text, file.uri, source)),
      floor,
    ),
  );
  console.log(
    row(
      'keystroke → structural problems',
      medianMs(() => checkFile(file, 'typing')),
      floor,
    ),
  );
  console.log(
    row(
      'save → all static findings',
      medianMs(() => checkFile(file, 'save'), size > 100_000 ? 5 : 15),
      floor,
    ),
  );
  console.log(
    row(
      'compile the prompt',
      medianMs(() => compile(persona)),
      floor,
    ),
  );
  console.log(
    row(
      'format',
      medianMs(() => format(tree)),
      floor,
    ),
  );
}

const corpus = join(root, '../shared/rules-corpus/dev.jsonl.gz');
if (existsSync(corpus)) {
  const lines = gunzipSync(readFileSync(corpus)).toString('utf8').trim().split('\n');
  const talks = lines
    .map((line) => JSON.parse(line))
    .filter((talk) => talk.scenario === 'AccessControl' && talk.edition === 'v2');
  const path = join(root, 'samples/rules-benchmark/v2/access-control.persona');
  const book = readRules(readPersona(readFileSync(path, 'utf8'), 'file:///a.persona', source));
  const own = talks.map((talk) => JSON.stringify(talk));
  const floor = medianMs(() => own.map((line) => JSON.parse(line)));
  const ms = medianMs(() => talks.map((talk) => judge(book, talk.messages, { values: talk.params })));
  console.log(heading(`Judging ${talks.length} recorded talks`, 'JSON.parse'));
  console.log(row('judge', ms, floor));
  console.log(`${Math.round((talks.length / ms) * 1000)} talks a second`);
} else {
  console.log('\nJudging: corpus absent, not measured');
}

await benchCache();
await benchMemory();
await benchTalk();

if (existsSync(join(root, 'dist/meta/node.json'))) {
  console.log('\nLoaded at start (minified, with the chunks imported statically)');
  for (const entry of ['extension', 'server', 'cli']) {
    console.log(`${entry.padEnd(44)} ${(loadedAtStart(root, entry) / 1024).toFixed(0).padStart(9)} KB`);
  }
} else console.log('\nBundles: run `npm run build` first');
