// What only a persona can do wrong: repeat itself, speak for the user, step out of character. Signs in the text, no model asked.
import { range } from '../base/range.ts';
import { sentenceStarts } from './amounts.ts';
import { lowerCase } from './fold.ts';
import { earlierReplies, type Moment } from './moment.ts';
import { operandTexts } from './operand-texts.ts';
import { no, type Truth, yes } from './truth.ts';
import { countedWords } from './words.ts';

/** How many words a sentence needs before saying it twice counts: short ones come up by themselves. */
const longEnough = 6;

/** The reply, or a sentence of six or more words of it, was said before, or twice in it; case, space and punctuation aside. */
export function repeatsItself(text: string, moment: Moment): Truth {
  const reply = soundOf(text);
  const earlier = earlierReplies(moment).map(soundOf);
  if (reply.whole && earlier.some(({ whole }) => whole === reply.whole)) {
    return yes('the same reply as before', range(0, text.length));
  }
  const own = new Set<string>();
  for (const { key, start, end } of reply.sentences) {
    if (own.has(key) || earlier.some(({ keys }) => keys.has(key)))
      return yes('a sentence said before', range(start, end));
    own.add(key);
  }
  return no('nothing in it was said before');
}

/** A text as `repeat itself` hears it. */
interface Sound {
  readonly whole: string;
  readonly sentences: readonly { readonly key: string; readonly start: number; readonly end: number }[];
  readonly keys: ReadonlySet<string>;
}

// Every reply is held against all before it: taking each apart once keeps a long talk quick.
const heard = new Map<string, Sound>();
const most = 2000;

function soundOf(text: string): Sound {
  const known = heard.get(text);
  if (known) return known;
  const starts = sentenceStarts(text);
  const sentences = starts.flatMap((start, i) => {
    const sentence = text.slice(start, starts[i + 1] ?? text.length).trimEnd();
    const long = countedWords(sentence).length >= longEnough;
    return long ? [{ key: sameness(sentence), start, end: start + sentence.length }] : [];
  });
  const sound = { whole: sameness(text), sentences, keys: new Set(sentences.map(({ key }) => key)) };
  if (heard.size >= most) heard.clear();
  heard.set(text, sound);
  return sound;
}

function sameness(text: string): string {
  return lowerCase(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** A line of the reply begins with the user's name or role and a colon, as in a script. */
export function speaksForUser(text: string, moment: Moment): Truth {
  const name = operandTexts({ parts: [{ path: 'user', range: range(0, 0) }], range: range(0, 0) }, moment.values);
  const names = ['user', 'human', ...(name.known ? name.texts : [])].map(lowerCase);
  for (const line of text.matchAll(/^[ \t>*_#-]{0,20}([^\n:：]{1,60}?)[ \t*_]{0,9}[:：]/gm)) {
    const speaker = lowerCase(line[1] ?? '')
      .replace(/[*_]+/g, '')
      .trim();
    if (names.includes(speaker))
      return yes('a line in the name of the user', range(line.index, line.index + line[0].length));
  }
  return no('no line is in the name of the user');
}

/** What models say when they step out of a part. English, as these phrases are. */
const outOfCharacter = [
  /\bas an? (?:ai|artificial intelligence|(?:large )?language model|chatbot|virtual assistant)\b/i,
  /\bi(?:['’]m| am) (?:just |only |actually |really )?an? (?:ai|artificial intelligence|(?:large )?language model|chatbot|virtual assistant|computer program)\b/i,
  /\bmy (?:training data|knowledge cut-?off|system prompt|programming|developers?)\b/i,
  /\bi was (?:trained|created|developed|made) by (?:openai|anthropic|google|meta|mistral|microsoft)\b/i,
  /\b(?:in|for) this (?:role-?play|simulation|fictional scenario)\b/i,
  /\bi(?:['’]m| am) (?:just |only )?(?:playing|pretending to be|role-?playing as) (?:a|the|this) (?:character|role|persona)\b/i,
  /\b(?:breaking|out of|stay in|staying in) character\b/i,
];

/** Says it is a machine, or speaks of its part as a part. */
export function breaksCharacter(text: string): Truth {
  for (const sign of outOfCharacter) {
    const found = sign.exec(text);
    if (found) return yes(`“${found[0]}”`, range(found.index, found.index + found[0].length));
  }
  return no('no word is out of character');
}
