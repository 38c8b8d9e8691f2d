// What could be said next, in the order in which it would be liked: lazily, since the first is often good enough.
// Judges nothing: rules come after.
import type { Candidate } from '../rules/witness/choose-reply.ts';
import type { Finder, Found } from './find-passages.ts';
import type { Passage } from './passages.ts';
import type { PlainWords } from './plain-words.ts';
import type { TalkSoFar } from './read-request.ts';

/** All a persona's understudy knows, gathered once. */
export interface Repertoire {
  readonly passages: readonly Passage[];
  readonly finder: Finder;
  readonly decline: string | undefined;
  readonly words: PlainWords | undefined;
  /** What the persona is called, in part and in whole, lower case. */
  readonly names: readonly string[];
}

/** A passage speaks to a question where it has at least this share of its telling words. */
const enough = 0.34;

/** Candidates, best first; may hold the same text twice. */
export function* candidates(talk: TalkSoFar, repertoire: Repertoire): Generator<Candidate> {
  for (const text of fitting(talk, repertoire)) yield { text, fits: true };
  for (const text of atAnyRate(talk, repertoire)) yield { text, fits: false };
}

function* fitting(talk: TalkSoFar, repertoire: Repertoire): Generator<string> {
  const { finder, decline, words } = repertoire;
  const asked = lastSentences(talk.asked);
  const found = finder.find(talk.asked.replace(words?.hello ?? /^$/, ''));
  const fits = found.filter((one) => one.share >= enough && one.passage.kind !== 'greeting');
  const turn = talk.replies.length;

  for (const passage of finder.alike(talk.asked)) yield passage.say;
  yield* manners(asked, talk, repertoire);
  if (fits.length > 0) yield* answers(fits, talk, decline ?? pick(words?.unknown, turn), words);
  if (isQuestion(asked) && fits.length === 0 && decline) yield decline;
}

/** What can be said whatever was said before. */
function* atAnyRate(talk: TalkSoFar, repertoire: Repertoire): Generator<string> {
  const { decline, words } = repertoire;
  const turn = talk.replies.length;
  const open = isQuestion(lastSentences(talk.asked));
  if (open && decline) yield decline;
  if (open) yield* rotated(words?.unknown, turn);
  const small = smallTalk(talk, repertoire);
  if (!open) {
    for (const [index, text] of small.entries()) {
      const lead = pick(words?.goOn, turn + index);
      if (index === 0 && turn % 2 === 0 && lead) yield lead;
      yield text;
    }
    yield* rotated(words?.goOn, turn);
  }
  yield* small;
  if (decline) yield decline;
  yield* rotated(words?.unknown, turn);
  for (const passage of repertoire.passages) if (passage.kind !== 'boundary') yield passage.say;
}

/** Answers to what was asked: the best, the two best together where the second adds to it, then the others. */
function* answers(
  fits: readonly Found[],
  talk: TalkSoFar,
  decline: string | undefined,
  words: PlainWords | undefined,
): Generator<string> {
  if (fits[0]?.passage.kind === 'boundary') {
    if (decline) yield decline;
    return yield* rotated(words?.unknown, talk.replies.length);
  }
  const tellable = fits.filter((one) => one.passage.kind !== 'boundary');
  const fresh = tellable.filter((one) => !talk.replies.slice(-2).some((reply) => reply.includes(one.passage.say)));
  const [first, second] = fresh;
  const more = second?.words.some((word) => !first?.words.includes(word));
  if (first && second && more && isPlain(first) && isPlain(second)) {
    yield `${first.passage.say} ${second.passage.say}`;
  }
  for (const one of fresh) yield one.passage.say;
  if (fresh.length === 0 && tellable[0]?.passage.kind !== 'opening')
    yield* rotated(words?.already, talk.replies.length);
  for (const one of tellable) yield one.passage.say;
}

/** Two of these may be said in one breath. */
function isPlain({ passage }: Found): boolean {
  return ['fact', 'lore', 'about'].includes(passage.kind) && passage.say.length <= 160 && !passage.say.includes('\n');
}

/** A greeting for a greeting, a name for who asks it, a welcome for thanks. */
function* manners(asked: string, talk: TalkSoFar, repertoire: Repertoire): Generator<string> {
  const { passages, words } = repertoire;
  if (words?.who.test(asked) || asksForName(asked, repertoire)) {
    const self = passages.filter((passage) => passage.kind === 'self').map((passage) => passage.say);
    if (self.length > 1) yield self.join(' ');
    yield* self;
  }
  if (words?.thanks.test(asked) && asked.length < 60) yield words.welcome;
  if (words?.bye.test(asked)) yield words.farewell;
  if (talk.asked !== '' && !isOnlyHello(asked, words)) return;
  for (const passage of passages) {
    if (passage.kind === 'greeting' && !talk.replies.includes(passage.say)) yield passage.say;
  }
  if (words) yield words.back;
}

/** Whether the only thing named in a question is the persona: `Who is Holmes?` */
function asksForName(asked: string, { finder, names }: Repertoire): boolean {
  const low = asked.toLowerCase();
  return isQuestion(asked) && names.some((name) => low.includes(name)) && finder.find(asked).length === 0;
}

/** A greeting and nothing much behind it: a question behind it is what wants an answer. */
function isOnlyHello(asked: string, words: PlainWords | undefined): boolean {
  const hello = words?.hello.exec(asked);
  return hello !== undefined && hello !== null && !isQuestion(asked) && asked.length - hello[0].length <= 30;
}

/** Facts that were not told yet, from where the talk stands on: unasked, but true to the file. */
function smallTalk(talk: TalkSoFar, repertoire: Repertoire): string[] {
  const said = talk.replies.join('\n');
  const own = repertoire.passages.filter((passage) => passage.kind === 'fact');
  const untold = own.filter((passage) => !said.includes(passage.say)).map((passage) => passage.say);
  const examples = repertoire.passages.filter((passage) => passage.kind === 'example' && !said.includes(passage.say));
  return [...untold, ...examples.map((passage) => passage.say)];
}

/** Whether the line asks: a question mark of any script at the end of one of its sentences, or an English question word in front. */
export function isQuestion(text: string): boolean {
  return (
    /[?？؟;՞]\s*["'”’»)]*\s*$/mu.test(text) ||
    /^\W*(who|what|when|where|why|how|which|can|could|do|does|did|is|are|will|would|tell me)\b/i.test(text)
  );
}

/** Long messages are answered for their end, where people put what they want. */
function lastSentences(text: string): string {
  return text.length > 400 ? text.slice(-400) : text;
}

function pick(texts: readonly string[] | undefined, turn: number): string | undefined {
  return texts?.[turn % texts.length];
}

function rotated(texts: readonly string[] | undefined, turn: number): readonly string[] {
  if (!texts || texts.length === 0) return [];
  const at = turn % texts.length;
  return [...texts.slice(at), ...texts.slice(0, at)];
}
