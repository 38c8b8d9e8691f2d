// The instructions of an agent file: each sentence of its bullets and paragraphs with its place and where it holds. Code, tables, quotes and examples are
// none; nor is what stands under a heading, a bullet or a line that makes it part of a list of what not to do.
import type { Range } from '../../base/range.ts';
import type { AgentFile, Part } from '../../interop/agent-file/agent-file.ts';
import { statesRule } from '../../interop/agent-file/states-rule.ts';
import { sentenceEnd, setsSubject } from './general-words.ts';
import { Scopes } from './scopes.ts';

export interface Instruction {
  /** Without markup, on one line, without the full stop. */
  readonly text: string;
  readonly range: Range;
  /** By number: the list, or the paragraph, that it stands in. Bullets under two bullets are two lists. */
  readonly list: number;
  /** It is all that its bullet or paragraph says. */
  readonly whole: boolean;
  readonly bullet: boolean;
  readonly ordered: boolean;
  /** It holds for some case alone, as its headings or the line that leads to it say. */
  readonly conditional: boolean;
  /** By number: the stretch under one heading that it stands in. */
  readonly section: number;
  /** By number: the bullet or paragraph that it stands in. */
  readonly part: number;
  /** Two instructions hold for the same where these are equal: same headings, leading line, bullets above, tags, subject of the paragraph, step. */
  readonly scope: string;
  /** It stands for words that will be there: a line of a template. */
  readonly template: boolean;
}

/** What says so holds in every step, though it stands in one. */
const standing =
  /^(?:you must |please )?(?:always|never)\b|^under no circumstances\b|^(?:every|each|all)\b.* (?:must|shall|should)\b/iu;

/** `[Finding]`, `{title}`, `<file>`, `…`: something else will stand there. */
const blank = /^\[|\{[^{}]*\}|<[^<>]+>|\.\.\.|…|_{3,}/u;

/** A heading or leading line with such a word says when, for whom or as what not to do the things under it. */
const limiting =
  /\b(?:not|never|avoid\w*|don['’]?t|bad|wrong|incorrect\w*|poor|examples?|e\.g|anti|instead|rather|versus|vs|before|after|if|when|whenever|unless|for|during|mode|modes|phase|step|option|variant|case|cases|scenario|template|sample|format|old|legacy|deprecated|forbidden|prohibited|mistakes?|pitfalls?|smells?|problems?|symptoms?|rationali[sz]ations?|excuses?|checklist|do|dos|donts|either|or|versions?|levels?)\b|[❌🚫⛔✗✘✅👎👍]/iu;

export function instructionsOf({ parts }: AgentFile, text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  const scopes = new Scopes(text, parts);
  let list = 0;
  const lists: number[] = [];
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    const { scope, labels, section } = scopes.of(part);
    if (part.kind === 'bullet') lists.length = Math.min(lists.length, part.depth + 1);
    else lists.length = 0;
    const own = part.kind === 'bullet' ? part.depth : 0;
    if (lists[own] === undefined) {
      list += 1;
      lists[own] = list;
    }
    if ((part.kind === 'bullet' || part.kind === 'paragraph') && !part.quoted && !leadsToCode(part, next)) {
      const where = {
        list: lists[own] ?? list,
        part: index,
        bullet: part.kind === 'bullet',
        ordered: part.kind === 'bullet' && part.ordered,
        conditional: labels.some((label) => limiting.test(label)),
        section,
      };
      const sentences = sentencesOf(part, text);
      // `- Always use semicolons` over `- in the web app`: what is under it says where.
      let subject = isNarrowed(part, next) ? `under ${index}` : '';
      for (const sentence of sentences) {
        const step = where.ordered && !standing.test(sentence.text) ? `step ${index}` : '';
        found.push({
          ...sentence,
          ...where,
          scope: [scope, subject, step].filter((bound) => bound !== '').join(' '),
          whole: sentences.length === 1,
          template: blank.test(sentence.text),
        });
        if (setsSubject(sentence.text)) subject = `at ${sentence.range.start}`;
      }
    }
    scopes.take(part, next);
  }
  return found;
}

function isNarrowed(part: Part, next: Part | undefined): boolean {
  if (part.kind !== 'bullet' || next?.kind !== 'bullet' || next.depth <= part.depth) return false;
  return next.text.split(/\s+/u).length <= 6 && !/[.!?]$/u.test(next.text) && !statesRule(next.text);
}

function leadsToCode(part: Extract<Part, { kind: 'bullet' | 'paragraph' }>, next: Part | undefined): boolean {
  return /[:：]\s*$/u.test(part.text) || next?.kind === 'code';
}

/** A sentence's place is from its first piece to its last, as far as pieces tell. */
function sentencesOf(
  part: Extract<Part, { kind: 'bullet' | 'paragraph' }>,
  source: string,
): { text: string; range: Range }[] {
  const found: { text: string; range: Range }[] = [];
  let start = 0;
  for (const sentence of part.text.split(sentenceEnd)) {
    const from = part.text.indexOf(sentence, start);
    start = from + sentence.length;
    const words = sentence
      .replace(/\s+/gu, ' ')
      .trim()
      .replace(/[.!]+$/u, '');
    if (words === '') continue;
    const range = { start: placeOf(part, from), end: placeOf(part, start - 1) + 1 };
    found.push({
      text: words,
      range: { start: range.start, end: Math.min(Math.max(range.start, range.end), source.length) },
    });
  }
  return found;
}

function placeOf(part: Extract<Part, { kind: 'bullet' | 'paragraph' }>, offset: number): number {
  let at = 0;
  for (const piece of part.pieces) {
    const inside = offset - at;
    if (inside < piece.text.length)
      return Math.min(piece.range.start + inside, Math.max(piece.range.start, piece.range.end - 1));
    at += piece.text.length;
  }
  return Math.max(part.range.start, part.range.end - 1);
}
