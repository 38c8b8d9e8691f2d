// The instructions of an agent file: each sentence of its bullets and paragraphs with its place and where it holds. Code, tables, quotes and examples are
// none; nor is what stands under a heading, a bullet or a line that makes it part of a list of what not to do.
import type { Range } from '../../base/range.ts';
import type { AgentFile, Part } from '../../interop/agent-file/agent-file.ts';

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
  /** It stands under the title alone, or under a heading about how to reply or behave. */
  readonly general: boolean;
  /** It stands for words that will be there: a line of a template. */
  readonly template: boolean;
}

const aboutReplies =
  /\b(?:answers?|behaviou?r|brevity|communicat\w*|constraints?|general|guidelines?|instructions?|language|length|personality|principles|repl(?:y|ies)|responses?|rules?|style|tone|verbosity|voice)\b/iu;

/** `[Finding]`, `{title}`, `<file>`, `…`: something else will stand there. */
const blank = /^\[|\{[^{}]*\}|<[^<>]+>|\.\.\.|…|_{3,}/u;

/** A heading or leading line with such a word says when, for whom or as what not to do the things under it. */
const limiting =
  /\b(?:not|never|avoid\w*|don['’]?t|bad|wrong|incorrect\w*|poor|examples?|e\.g|anti|instead|rather|versus|vs|before|after|if|when|whenever|unless|for|during|mode|modes|phase|step|option|variant|case|cases|scenario|template|sample|format|old|legacy|deprecated|forbidden|prohibited|mistakes?|pitfalls?|smells?|problems?|symptoms?|rationali[sz]ations?|excuses?|checklist|do|dos|donts|either|or|versions?|levels?)\b|[❌🚫⛔✗✘✅👎👍]/iu;

export function instructionsOf({ parts }: AgentFile, text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  const headings: { level: number; text: string }[] = [];
  const title = titleOf(parts);
  let section = 0;
  /** By depth: the bullet that what is deeper stands under. */
  const above: string[] = [];
  let lead = '';
  let list = 0;
  const lists: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'heading') {
      while ((headings.at(-1)?.level ?? 0) >= part.level) headings.pop();
      headings.push({ level: part.level, text: part === title ? '' : part.text });
      section += 1;
      lead = '';
      above.length = 0;
    }
    if (part.kind === 'bullet') above.length = Math.min(above.length, part.depth);
    else above.length = 0;
    if (part.kind === 'bullet') lists.length = Math.min(lists.length, part.depth + 1);
    else lists.length = 0;
    const own = part.kind === 'bullet' ? part.depth : 0;
    if (lists[own] === undefined) {
      list += 1;
      lists[own] = list;
    }
    if (part.kind !== 'bullet' && part.kind !== 'paragraph') continue;
    const leading = part.kind === 'bullet' ? [lead, ...above] : [];
    const conditional = [...headings.map((heading) => heading.text), ...leading].some((each) => limiting.test(each));
    const under = headings.at(-1)?.text ?? '';
    const general = under === '' || aboutReplies.test(under);
    if (!part.quoted && !leadsToCode(part, parts[index + 1])) {
      const where = {
        list: lists[own] ?? list,
        bullet: part.kind === 'bullet',
        ordered: part.kind === 'bullet' && part.ordered,
        conditional,
        section,
        general,
      };
      const sentences = sentencesOf(part, text);
      for (const sentence of sentences)
        found.push({ ...sentence, ...where, whole: sentences.length === 1, template: blank.test(sentence.text) });
    }
    if (part.kind === 'bullet') above[part.depth] = part.text;
    else lead = /[:：]\s*$/u.test(part.text) ? part.text : '';
  }
  return found;
}

/** The first heading, where it is the only one of its level and that is the highest. */
function titleOf(parts: readonly Part[]): Part | undefined {
  const headings = parts.filter((part) => part.kind === 'heading');
  const [first, ...others] = headings;
  return first && others.every(({ level }) => level > first.level) ? first : undefined;
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
  for (const sentence of part.text.split(/(?<=[.!?]["”')]*)\s+(?=[\p{Lu}"“])/u)) {
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
