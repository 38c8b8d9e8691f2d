// A candidate and the verdicts that broke it in; other wordings that may keep those rules out. It only proposes: every
// wording is judged again. Texts that a clause names are taken to the letter, values put in.
import type { Values } from '../../lang/value.ts';
import { operandTexts } from '../operand-texts.ts';
import type { Operand, TextTest } from '../phrase.ts';
import type { Verdict } from '../verdict.ts';
import { samplePattern } from './sample-pattern.ts';
import { splitSentences } from './split-sentences.ts';
import { clauseOf, type Stand } from './stand.ts';

/** How many sentences of the file are tried where a clause asks for what no single text names. */
const tried = 24;

/** What a wording is mended with. */
export interface Means {
  readonly stand: Stand;
  /** Sentences of the file, nearest to what was asked first. */
  readonly pool: readonly string[];
  /** The text speaks to what was said: it is kept beside what a rule asks for rather than given up for it. */
  readonly fits: boolean;
}

/** Wordings that may keep what `broken` says `text` breaks; likelier ones first. */
export function mend(text: string, broken: readonly Verdict[], means: Means): string[] {
  const { stand, pool, fits } = means;
  const found = broken.flatMap((verdict) => {
    const clause = clauseOf(stand.book, verdict);
    if (clause?.clause.kind === 'never') return without(text, verdict, fits ? [] : pool);
    const values = stand.valuesFor(verdict.rule);
    return (clause?.phrases ?? []).flatMap((phrase) => {
      if (phrase.about !== 'reply') return [];
      const texts = 'texts' in phrase.test ? namedTexts(phrase.test.texts, values) : [];
      return keeping(text, phrase.test, texts, verdict.rule, means);
    });
  });
  return [...new Set(found.map((one) => one.trim()))].filter((one) => one !== '' && one !== text);
}

function namedTexts(operands: readonly Operand[], values: Values): string[] {
  return operands.flatMap((operand) => {
    const found = operandTexts(operand, values);
    return found.known ? found.texts.slice(0, 12) : [];
  });
}

/** Wordings that pass a test which `text` fails. */
function keeping(
  text: string,
  test: TextTest,
  texts: readonly string[],
  rule: string,
  { stand, pool, fits }: Means,
): string[] {
  switch (test.test) {
    case 'say':
    case 'say word':
      return saying(text, texts, pool, fits);
    case 'be':
      return [...texts];
    case 'start':
      return texts.flatMap((wanted) => [join(wanted, text), wanted]);
    case 'end':
      return texts.flatMap((wanted) => [join(text, wanted), wanted]);
    case 'match': {
      const values = stand.valuesFor(rule);
      const { where, pattern } = test;
      const groups = where
        ? namedTexts(where.texts, values).map((one) => ({ name: where.group, text: one }))
        : [undefined];
      const samples = groups.flatMap((group) => samplePattern(pattern, values, group) ?? []);
      const made = samples.flatMap((one) => [join(text, sentence(one)), join(one, text), one]);
      if (where) return fits ? made : [...samples, ...made];
      return [...extended(text, pool), ...pool.slice(0, tried), ...made];
    }
    case 'measure': {
      const amount = amountOf(test.amount, stand, rule);
      if (amount === undefined || !Number.isFinite(amount)) return [];
      const shorter = test.bound !== 'at least' ? shortened(text) : [];
      const longer = test.bound !== 'at most' ? lengthened(text, pool) : [];
      return [...shorter, ...longer];
    }
    case 'ask': {
      const asks = splitSentences(text).filter((one) => !/[?？؟]/.test(one));
      const fewer = test.bound === 'at least' ? [] : [asks.join(' ')];
      const questions = pool.filter((one) => /[?？؟]["'”’»)]*$/.test(one));
      return test.bound === 'at most' ? fewer : [...fewer, ...extended(text, questions), ...questions];
    }
    case 'json':
      return [...pool.filter((one) => /^[[{]/.test(one)), JSON.stringify({ reply: text })];
    case 'language':
      return pool.slice(0, tried);
    case 'repeat itself':
    case 'speak for user':
    case 'break character':
      return [];
  }
}

/** With a sentence of the file that says one of the texts, or with the text itself. */
function saying(text: string, texts: readonly string[], pool: readonly string[], fits: boolean): string[] {
  const low = texts.map((wanted) => wanted.toLowerCase());
  const natural = pool.filter((one) => low.some((wanted) => one.toLowerCase().includes(wanted))).slice(0, 3);
  const alone = [...natural, ...texts.flatMap((wanted) => [sentence(wanted), wanted])];
  const both = alone.map((one) => join(text, one));
  return fits ? [...both, ...alone] : [...alone, ...both];
}

/** The text without the sentences that hold the span, or where nothing is left another sentence of the file. */
function without(text: string, verdict: Verdict, pool: readonly string[]): string[] {
  const others = pool.slice(0, 6);
  const { span } = verdict;
  if (!span) return [...shortened(text), ...others];
  let at = 0;
  const kept = splitSentences(text).filter((one) => {
    const start = text.indexOf(one, at);
    at = start + one.length;
    return at <= span.start || start >= span.end;
  });
  return kept.length > 0 ? [kept.join(' ')] : others;
}

function amountOf(amount: number | Operand, stand: Stand, rule: string): number | undefined {
  if (typeof amount === 'number') return amount;
  const found = operandTexts(amount, stand.valuesFor(rule));
  return found.known ? Number(found.texts[0]) : undefined;
}

/** Fewer sentences, then less of the first: up to one of its commas, then by words, in steps that need no search for the limit. */
function shortened(text: string): string[] {
  const sentences = splitSentences(text);
  const fewer = sentences.map((_, index) => sentences.slice(0, index).join(' ')).filter((one) => one !== '');
  const first = sentences[0] ?? text;
  const words = first.split(/\s+/);
  const cuts = [...first.matchAll(/[,;:–—]\s/g)].map((found) => cutAt([first.slice(0, found.index)], 1)).reverse();
  for (let count = words.length - 1; count >= 1; count = count > 12 ? Math.floor(count * 0.8) : count - 1) {
    cuts.push(cutAt(words, count));
  }
  return [...fewer.reverse(), ...cuts];
}

function cutAt(words: readonly string[], count: number): string {
  return `${words
    .slice(0, count)
    .join(' ')
    .replace(/[,;:–—-]+$/, '')
    .replace(/[.!?…]+$/, '')}.`;
}

/** More and more sentences of the file behind the text. */
function lengthened(text: string, pool: readonly string[]): string[] {
  const found: string[] = [];
  let longer = text;
  for (const sentence of pool) {
    if (longer.includes(sentence)) continue;
    longer = join(longer, sentence);
    found.push(longer);
    if (found.length >= 40) break;
  }
  return found;
}

function extended(text: string, pool: readonly string[]): string[] {
  return pool
    .slice(0, tried)
    .filter((one) => !text.includes(one))
    .map((one) => join(text, one));
}

/** Two texts in a row. Scripts without spaces need none between. */
function join(left: string, right: string): string {
  if (left === '' || right === '') return left + right;
  const tight = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？]$/u.test(left);
  return /\s$/.test(left) || /^\s/.test(right) || tight ? left + right : `${left} ${right}`;
}

/** A named text as a sentence: with a capital and a full stop where it is words without either. */
function sentence(text: string): string {
  if (!/^\p{Script=Latin}.*[\p{L}\p{N}]$/su.test(text)) return text;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
