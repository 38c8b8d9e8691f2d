// Whether words bound what stands under or behind them, or are of the kind that every file has: `Rules`, `How to reply`, `Follow these guidelines:`.
// Strict: whoever writes `TypeScript rules` means TypeScript. English alone, so that a heading in another language bounds what is under it.
import { statesRule } from '../../interop/agent-file/states-rule.ts';
import { polarOf } from './polarity.ts';

const general = new Set(
  (
    'a about absolute additional adhere all always an and answer answering answers apply are at basic basics be behave behavior behaviour below ' +
    'boundaries brevity by communicate communicating communication constraint constraints core critical every following follow general global ' +
    'golden guidance guideline guidelines hard here how i important in instruction instructions is it its keep key language length main mandatory ' +
    'mind more most must non negotiable negotiables note notes obey of on other our output outputs overall personality please policies policy ' +
    'principle principles quality rule rules replies reply replying required requirement requirements respond responding response responses safety ' +
    'shall should speak speaking standards standing strict style the them these they this those times to tone universal verbosity voice what with ' +
    'write writing you your'
  ).split(' '),
);

export function isGeneral(words: string): boolean {
  const all = words.toLowerCase().match(/\p{L}+/gu) ?? [];
  return all.length > 0 && all.every((word) => general.has(word));
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
