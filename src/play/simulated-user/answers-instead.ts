// Whether a line of the simulated user answers as an assistant would, instead of asking. By form alone; no model is asked. Calibrated to
// spare people: whoever tells, objects or replies to a question in a sentence or two is a user.
import { rougeL } from './self-rouge.ts';

/** `unclear`: neither a question nor a sign of an assistant, and long for a user's remark. */
export type AskForm = 'asks' | 'answers' | 'unclear';

const openers =
  /^(?:sure|certainly|of course|absolutely|definitely|great question|good question|happy to help|i(?:'|’)d be (?:happy|glad) to|i(?:'|’)m happy to|as an ai|as a language model|here(?:'|’)s|here (?:is|are)|let me (?:explain|help))\b/i;
const offers =
  /\b(?:how (?:can|may) i (?:help|assist)(?: you\b| with| today|\s*\?)|is there anything else i can|i(?:'|’)m here to help|feel free to ask|let me know if you (?:have|need)|hope (?:this|that) helps|i can help you with|(?:what|anything) (?:can|else) i (?:can )?do for you)\b/i;
const structure = /^\s*(?:#{1,4} |```|(?:\d+[.)]|[-*•]) )/gm;

/** A remark of a user is seldom longer than this, in words. */
const longRemark = 60;
/** An answer is hardly shorter. */
const longAnswer = 120;

/** `before`: what the persona said last; `persona`: its name. */
export function askForm(text: string, before: string | undefined, persona: string): AskForm {
  const marks = text.match(/[?？؟]/g)?.length ?? 0;
  if (offers.test(text)) return 'answers';
  if (speaksFor(text, persona)) return 'answers';
  if ((text.match(structure)?.length ?? 0) >= 3) return 'answers';
  if (before !== undefined && rougeL(text, before) > 0.7) return 'answers';
  const words = text.split(/\s+/).filter((word) => word !== '').length;
  if (marks > 0) return words > longAnswer ? 'answers' : 'asks';
  // “Sure.” and “Of course not.” are what people say; an assistant goes on.
  if (openers.test(text) && words > 6) return 'answers';
  if (words > longAnswer) return 'answers';
  return words > longRemark ? 'unclear' : 'asks';
}

/** A line that begins with the persona's name, as in a script: both sides are being written. */
function speaksFor(text: string, persona: string): boolean {
  const name = persona.toLowerCase();
  return text
    .split('\n')
    .some((line) => /^[*_"“]*(?:assistant|ai)[*_"”]*\s*[:：]/i.test(line) || beginsWith(line, name));
}

function beginsWith(line: string, name: string): boolean {
  const bare = line.replace(/^[*_"“\s]+/, '').toLowerCase();
  return name !== '' && bare.startsWith(name) && /^[*_"”]*\s*[:：]/.test(bare.slice(name.length));
}
