// Whether a question can be understood without the talk before it: pronouns without anything of the line itself to stand for, and what is
// left out because it is understood. English; of another language the program is unsure. Asks no model.
import type { Leaning } from './interview-notes.ts';

/** Words that point back, wherever they stand. */
const pointing =
  /\b(?:it|its|they|them|their|theirs|he|him|his|she|her|hers|those|these|this|that|there|then|former|latter)\b/gi;
/** “It is raining”, “what time is it”, “there are”, “the one that …”, “that way of his”: words that point at nothing. */
const idle = [
  /\b(?:is|was|are|were) there\b/gi,
  /\bthere(?:'|’)?s?\s+(?:is|are|was|were|be|been|any|a|an|no)\b/gi,
  /\bwhat (?:time|day|date|year) (?:is|was) it\b/gi,
  /\b(?:is|was) it (?:raining|snowing|late|early|true that|possible to|safe to|hard to|easy to|worth)\b/gi,
  /\bit(?:'|’)?s? (?:is |was )?(?:raining|snowing|late|early|(?:hard|easy|possible|important|true|safe) (?:to|that))\b/gi,
  /\b(?:think|thinks|thought|say|says|said|know|knows|knew|believe|heard|hear|told|tell me|mean|means|sure|so|such|true) that\b/gi,
  /\b[a-z]+ that (?:is|are|was|were|has|have|had|can|could|will|would|does|did|i|you|we|they|he|she|it)\b/gi,
  /\b(?:a|an|the|some|any|every|no|all|people|things) (?!of|in|on|at|to|for|with|from|about|like|by)[a-z]+ that (?=[a-z])/gi,
  /\bthis (?:morning|evening|week|month|year|summer|winter|time|country|city|town|century)\b/gi,
  /\bthese days\b/gi,
];
/** Whoever has said more has said what it is about; and time grows with the length. */
const enough = 600;
/** A line that goes on with another. */
const goingOn =
  /^(?:and|but|or|so|also|then|because|what about|how about|what else|anything else|who else|where else|why not|how so|how come|for example|such as|like what|like who|which one|which ones|the same|what if not|really|since when|says who|with whom|until when)\b/i;
/** A question word alone, or with one or two small words. */
const bare =
  /^(?:why|when|where|who|how|which|what|whose|how many|how much|how long|how often|how far|by whom|with whom|for whom|at what price|what for)\s*[?!.…]*$/i;

/** `language`: detects the language of a text; undefined for one it is not sure of. */
export function leaningOf(text: string, language?: (text: string) => string | undefined): Leaning {
  const line = text.trim().slice(0, enough);
  if (line === '') return 'unsure';
  const spoken = language?.(line);
  if (spoken !== undefined && spoken !== 'en') return 'unsure';
  if (!/[a-z]/i.test(line)) return 'unsure';
  if (goingOn.test(line) || bare.test(line) || noVerb(line)) return 'dependent';
  const plain = idle.reduce((rest, phrase) => rest.replace(phrase, (hit) => ' '.repeat(hit.length)), line);
  for (const match of plain.matchAll(pointing)) if (!named(plain.slice(0, match.index))) return 'dependent';
  return 'self-contained';
}

/**
 * Whether an earlier clause of the line names something that a pronoun can stand for. What stands in the pronoun's own clause does not
 * count: in “the area of it” the area is not it.
 */
function named(before: string): boolean {
  const cut = [...before.matchAll(boundary)].at(-1)?.index;
  if (cut === undefined) return false;
  const clause = before.slice(0, cut);
  return noun.test(clause) || properName.test(clause) || subject.test(clause);
}

const boundary = /[,;:.!?]|\b(?:and|but|when|because|if|while|after|before|who|which|so|then)\b/gi;
const noun = /\b(?:a|an|the|my|our|some|every|each|two|three)\s+[a-z]{2,}/i;
const properName = /\S\s+\p{Lu}\p{L}+/u;
const subject = /^\p{Lu}\p{L}+\s+(?:is|was|has|had|lives|wrote|said)\b/u;

/** “In winter?”, “The second one?”: a short question with neither verb nor question word. */
function noVerb(line: string): boolean {
  const words = line.toLowerCase().match(/[a-z'’]+/g) ?? [];
  if (words.length > 4 || !/\?\s*$/.test(line)) return false;
  return !words.some((word) => verbs.has(word)) && !/^(?:who|what|when|where|why|how|which|whose)\b/i.test(line);
}

const verbs = new Set(
  `is are was were am be do does did can could will would shall should may might must has have had tell show give explain describe know
  think like want need go come see play say make take live work mean help name list`.split(/\s+/),
);
