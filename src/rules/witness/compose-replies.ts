// Replies put together from wishes: what has to stand in front, inside and behind, filled up to the amounts. Plain to read, not
// meant to be: only whether one keeps the rules is of interest. Deterministic; proposes, judges nothing.
import { characterStarts, lineStarts, questionStarts, sentenceStarts, wordStarts } from '../amounts.ts';
import { lowerCase } from '../fold.ts';
import type { Wish, WishedUnit } from './wishes.ts';

/** Choices among alternatives that are tried. */
const mostPlans = 40;
/** Texts longer than this are not made. */
const longest = 20_000;

/** Candidates, likelier ones first; may hold the same text twice. */
export function* composeReplies(lines: readonly (readonly Wish[])[]): Generator<string> {
  const made = plans(lines).map(planOf);
  for (const style of styles) for (const plan of made) yield* inStyle(plan, style);
}

interface Plan {
  readonly start: string;
  readonly says: readonly string[];
  readonly end: string;
  readonly whole: string | undefined;
  readonly json: boolean;
  readonly low: Readonly<Record<WishedUnit, number>>;
  readonly high: Readonly<Record<WishedUnit, number>>;
}

/** Choices of one alternative a line; neighbouring ones differ in as many lines as they can. */
function plans(lines: readonly (readonly Wish[])[]): readonly (readonly Wish[])[] {
  const found: Wish[][] = [];
  const all = lines.reduce((product, line) => Math.min(product * line.length, 1e6), 1);
  const seen = new Set<string>();
  for (let turn = 0; found.length < Math.min(all, mostPlans) && turn < mostPlans * 4; turn++) {
    let rest = turn;
    const chosen = lines.map((line) => {
      const at = rest % line.length;
      rest = Math.floor(rest / line.length);
      return line[at] as Wish;
    });
    const key = JSON.stringify(chosen);
    if (seen.has(key)) break;
    seen.add(key);
    found.push(chosen);
  }
  return found;
}

const none = { words: 0, sentences: 0, lines: 0, characters: 0, questions: 0 };
const any = Number.POSITIVE_INFINITY;

function planOf(wishes: readonly Wish[]): Plan {
  const of = (is: 'start' | 'say' | 'end' | 'whole') =>
    wishes.flatMap((wish) => (wish.is === is && 'text' in wish ? [wish.text] : []));
  const longer = (texts: readonly string[]) => [...texts].sort((a, b) => b.length - a.length)[0] ?? '';
  const low: Record<WishedUnit, number> = { ...none };
  const high = { words: any, sentences: any, lines: any, characters: any, questions: any };
  for (const wish of wishes) {
    if (wish.is !== 'amount') continue;
    low[wish.unit] = Math.max(low[wish.unit], wish.low);
    high[wish.unit] = Math.min(high[wish.unit], wish.high);
  }
  const [start, end, whole] = [longer(of('start')), longer(of('end')), of('whole')[0]];
  // Said in front or behind is said; so is what stands inside another.
  const all = [...of('say').sort((a, b) => b.length - a.length)];
  const says = all.filter(
    (text, index) => ![start, end, ...all.slice(0, index)].some((other) => lowerCase(other).includes(lowerCase(text))),
  );
  return { start, says, end, whole, json: wishes.some((wish) => wish.is === 'json'), low, high };
}

interface Style {
  readonly words: readonly string[];
  /** Between parts. */
  readonly between: string;
  /** Behind the last part, where nothing has to stand there. */
  readonly stop: string;
  /** Parts share what the end of the one and the beginning of the other have in common. */
  readonly shared?: boolean;
}

const plain = 'so it is and we go on as one may at any time by day or in the dark with all that we have'.split(' ');
const sung = 'la fa mi re ti ut ah oh mm ta da dum'.split(' ');
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const styles: readonly Style[] = [
  { words: plain, between: ' ', stop: '' },
  { words: plain, between: '. ', stop: '.' },
  { words: plain, between: '\n', stop: '' },
  { words: sung, between: ' ', stop: '' },
  { words: sung, between: ', ', stop: '' },
  { words: letters, between: ' ', stop: '', shared: true },
  { words: sung, between: ' ', stop: '!', shared: true },
  { words: sung.map((word) => word.toUpperCase()), between: ' ', stop: '' },
  { words: ['1', '2', '3'], between: ' ', stop: '' },
];

function* inStyle(plan: Plan, style: Style): Generator<string> {
  const { whole, end, low } = plan;
  if (whole !== undefined) {
    yield whole;
    yield `${whole}.`;
    yield capital(`${whole}.`);
    yield `${plan.start}${whole}${end}`;
    yield `${whole}?`;
    if (plan.json) yield JSON.stringify(whole);
    return;
  }
  const text = filled(plan, style);
  if (text === undefined) return;
  if (plan.json) return yield* asJson(plan, text);
  yield text;
  // Something more than the texts alone, where a rule forbids to say just that.
  const [more = ''] = style.words;
  if (plan.start === '') yield `${more}${style.between}${text}`;
  else if (end === '') yield `${text}${style.between}${more}`;
  if (end === '' && style.stop !== '') yield `${text}${style.stop}`;
  if (low.questions > 0 && end === '') yield `${text.replace(/[.!?]+$/, '')}?`;
}

/** Parts, and words in between until there is enough of everything. */
function filled(plan: Plan, style: Style): string | undefined {
  const { low, high } = plan;
  const wanted = Math.max(...Object.values(low));
  const named = [plan.start, ...plan.says, plan.end].reduce((sum, text) => sum + text.length, 0);
  if (wanted > longest / 4 || named > longest) return undefined;
  const inner: string[] = style.shared ? mergeAll(plan.says) : [...plan.says];
  let next = 0;
  const word = () => style.words[(next++ + Math.floor(next / style.words.length) * 5) % style.words.length] ?? 'so';
  const between = low.lines > 1 ? '\n' : style.between;
  const render = () => {
    const parts = [plan.start, ...inner, plan.end].filter((part) => part !== '');
    return style.shared ? parts.reduce((text, part) => shareJoin(text, part, between)) : parts.join(between);
  };
  if (plan.start === '' && plan.end === '' && inner.length === 0) inner.push(word());
  for (let i = missing(render(), questionStarts, low.questions); i > 0; i--) inner.push(`${word()}?`);
  for (let i = missing(render(), lineStarts, low.lines); i > 0; i--) inner.push(word());
  for (let i = missing(render(), sentenceStarts, low.sentences); i > 0; i--) inner.push(capital(`${word()}.`));
  const words = missing(render(), wordStarts, low.words);
  if (words > 0) inner.push(...sentences(Array.from({ length: words }, word), high.sentences > 3 && style.stop !== ''));
  while (missing(render(), characterStarts, low.characters) > 0) {
    const count = Math.ceil(missing(render(), characterStarts, low.characters) / 3);
    inner.push(Array.from({ length: Math.min(count, 4000) }, word).join(' '));
  }
  return render();
}

function missing(text: string, count: (text: string) => readonly number[], low: number): number {
  return Math.ceil(low) - count(text).length;
}

/** Words in a row, or in short sentences. */
function sentences(words: readonly string[], split: boolean): readonly string[] {
  if (!split) return [words.join(' ')];
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 5) found.push(words.slice(at, at + 5).join(' '));
  return found;
}

function shareJoin(left: string, right: string, between: string): string {
  const shared = sharedBy(left, right);
  return shared > 0 ? left + right.slice(shared) : left + between + right;
}

/** Texts that share their ends set together, those that share most first. */
function mergeAll(texts: readonly string[]): string[] {
  let rest = [...texts];
  for (;;) {
    const pairs = rest.flatMap((left) => rest.map((right) => ({ left, right, shared: sharedBy(left, right) })));
    const best = pairs.filter((pair) => pair.left !== pair.right).sort((a, b) => b.shared - a.shared)[0];
    if (!best || best.shared === 0) return rest;
    const { left, right, shared } = best;
    rest = [left + right.slice(shared), ...rest.filter((text) => text !== left && text !== right)];
  }
}

/** How much of the end of the one is the beginning of the other; one letter is chance. */
function sharedBy(left: string, right: string): number {
  const [a, b] = [lowerCase(left), lowerCase(right)];
  for (let shared = Math.min(a.length, b.length, 400); shared >= 2; shared--) {
    if (a.endsWith(b.slice(0, shared))) return shared;
  }
  return 0;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What has to be said as a text in JSON, or as a member of an object where it is written as one: `"urgent": true`. */
function* asJson({ says, start, end }: Plan, text: string): Generator<string> {
  const members = new Map<string, string>();
  for (const said of [start, ...says, end]) {
    const [, name, value] = /^[{\s]*("[^"]+")(?:\s*:\s*(.+?))?[}\s]*$/s.exec(said) ?? [];
    const whole = value === undefined ? `${name}: "so"` : said.replace(/^[{\s]+|[}\s]+$/g, '');
    if (name && (value !== undefined || !members.has(name))) members.set(name, whole);
  }
  const object = [...members.values()].join(', ');
  if (object !== '') {
    yield `{${object}}`;
    yield `{${object}, "reply": ${JSON.stringify(text)}}`;
  }
  yield JSON.stringify({ reply: text });
  yield JSON.stringify([text]);
  yield JSON.stringify(text);
  yield text;
}
