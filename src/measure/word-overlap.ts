// Whether one text takes up another, by the words that carry meaning: how coverage tells that a fact was quoted, or a topic asked for.
// Label: `lexical`. Pure; nothing is understood, and the thresholds are plain choices.
import { wordsIn } from '../lang/words-in.ts';

/** At least this share of the fact's words stands in the reply. */
const quotedShare = 0.6;
/** At least this share of the topic's words stands in the message. */
const metShare = 0.5;

/** Whether a reply quotes a fact: most of its words, and three at least where it has as many. */
export function quotes(fact: string, reply: string): boolean {
  return holds(fact, reply, quotedShare, 3);
}

/** Whether a message asks for a topic: half of the words that say which. */
export function meets(topic: string, message: string): boolean {
  return holds(topic, message, metShare, 1);
}

function holds(wanted: string, text: string, share: number, least: number): boolean {
  const words = contentWords(wanted);
  if (words.size === 0) return false;
  const there = contentWords(text);
  const found = [...words].filter((word) => there.has(word)).length;
  return found >= Math.max(Math.min(least, words.size), words.size * share);
}

/** Words in lower case without the commonest English ones; `s` at the end is cut, so that a plural is its singular. */
function contentWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of wordsIn(text)) {
    if (common.has(word)) continue;
    words.add(/^[a-z]{4,}s$/.test(word) && !word.endsWith('ss') ? word.slice(0, -1) : word);
  }
  return words;
}

const common = new Set(
  `a about after all an and any anything are as at be been before but by can could did do does else for from had has have he her hers
  him his how i if in into is it its just me might more most much must my nor not of off on one only or other our out own part she should
  so some someone something such than that the their them then there these they this those though to too under unless up upon us very was
  we were what when where which while who whom whose why will with would yes yet you your happen happened happens know known knows lies
  tell told`.split(/\s+/),
);
