// Whether words bound what stands under or behind them, or are of the kind that every file has: `Rules`, `How to reply`, `Follow these guidelines:`.
// Strict: whoever writes `TypeScript rules` means TypeScript. English alone, so that a heading in another language bounds what is under it.
import { statesRule } from '../../interop/agent-file/states-rule.ts';
import { polarOf } from './polarity.ts';

/** One of these is enough, with any of the others around it: `Core rules`, but not `Core`, which may be the name of a package. */
const telling = new Set(
  (
    'answer answering answers behave behavior behaviour boundaries brevity communicate communicating communication constraint constraints critical general ' +
    'guidance guideline guidelines important instruction instructions language length mandatory personality policies policy principle principles ' +
    'quality replies reply replying requirement requirements respond responding response responses rule rules safety standards standing style tone verbosity'
  ).split(' '),
);
const around = new Set(
  (
    'a about absolute additional adhere all always an and apply are at basic basics be below by core every following follow for global golden hard here how i in ' +
    'is it its keep key main mind more most must non negotiable negotiables note notes obey of on other our output overall please required shall should speak ' +
    'speaking strict the them these they this those times to universal voice what with write writing you your'
  ).split(' '),
);

export function isGeneral(words: string): boolean {
  const all = words.toLowerCase().match(/\p{L}+/gu) ?? [];
  return all.some((word) => telling.has(word)) && all.every((word) => telling.has(word) || around.has(word));
}

/** Of a leading line: its last sentence is general, and those before it name nothing that it is about. */
export function saysForAll(words: string): boolean {
  const sentences = words.split(sentenceEnd);
  return isGeneral(sentences.at(-1) ?? '') && !sentences.slice(0, -1).some(setsSubject);
}

/** Between two sentences. */
export const sentenceEnd = /(?<=[.!?]["”')]*)\s+(?=[\p{Lu}"“])/u;

const orderly = /^(?:you|your|please|be|always|never)\b/iu;
const circumstance =
  /^(?:as|at|after|before|by|during|for|from|if|in|inside|on|once|only|outside|under|unless|until|when|whenever|where|wherever|while|with|within)\b/iu;

/** What comes behind this sentence in its paragraph may be about the same thing alone. An order, or words to `you`, name no thing. */
export function setsSubject(sentence: string): boolean {
  const words = sentence.trim();
  if (circumstance.test(words) || hasLabel(words)) return true;
  if (isGeneral(words)) return false;
  return !orderly.test(words) && !statesRule(words) && !polarOf(words).explicit;
}

/** `Feature branches: …`, `Email — …`, but not `Important: …`. */
function hasLabel(words: string): boolean {
  const [, label] = /^([^.!?:—–]{1,60}?)\s?(?:[:：]\s|\s[—–-]\s)/u.exec(words) ?? [];
  return label !== undefined && !isGeneral(label) && !polarOf(`${label} `).explicit;
}

/** A paragraph all in bold or italics that orders nothing and is no sentence: people write it in the place of a heading. */
export function boldAlone(raw: string, words: string): boolean {
  const mark = /^(?:\*{1,3}|_{1,3})/u.exec(raw)?.[0];
  if (mark === undefined) return false;
  const inner = raw.trim().replace(/[:：]$/u, '');
  return inner.indexOf(mark, mark.length) === inner.length - mark.length && isLabel(words);
}

/** A paragraph that says for what, or when, the lines behind it hold. */
export function leads(words: string, beforeBullets: boolean): boolean {
  const last = words.split(sentenceEnd).at(-1)?.trim() ?? '';
  if (/[:：]$/u.test(last)) return true;
  if (isLabel(words)) return true;
  const ends = /[.!?。！？]["”')]*$/u.test(last);
  return beforeBullets && (!ends || circumstance.test(last) || /\b(?:below|following|here|these)\b/iu.test(last));
}

function isLabel(words: string): boolean {
  const label = words.trim().replace(/[:：]$/u, '');
  return (
    label.split(/\s+/u).length <= 8 && !/[.!?。！？]$/u.test(label) && !statesRule(label) && !polarOf(label).explicit
  );
}
