// The requests that memory makes of a model, in our own words. In: texts. Out: messages. Asks nobody.
import type { Message } from '../../lang/prompt.ts';

const keeper =
  'You keep the notes of a talk. You say only what its lines say, and answer in the form asked for, with nothing else.';

function request(...parts: readonly string[]): readonly Message[] {
  return [
    { role: 'system', content: keeper },
    { role: 'user', content: parts.join('\n\n') },
  ];
}

const yesOrNo = 'Answer with one word, yes or no.';

/** One sentence for one exchange. */
export function summaryRequest(exchange: string): readonly Message[] {
  return request(
    'A part of a talk:',
    exchange,
    'Sum it up in one sentence, in its own language. Keep names, numbers and what was promised.',
  );
}

/** Whether the newest line needs more of the talk than the exchange before it. */
export function historyRequest(line: string, before: string): readonly Message[] {
  return request(
    'The last lines of a long talk:',
    before,
    `The newest line: ${line}`,
    'Does one need to know what was said earlier in the talk, before these lines, to answer the newest line well?',
    yesOrNo,
  );
}

/** Whether an older exchange helps with the newest line. */
export function answersRequest(line: string, exchange: string): readonly Message[] {
  return request(
    'An earlier part of a talk:',
    exchange,
    `The newest line: ${line}`,
    'Does the earlier part hold anything that an answer to the newest line should know?',
    yesOrNo,
  );
}

/** Whether its summary does as well. */
export function sufficesRequest(line: string, summary: string): readonly Message[] {
  return request(
    'An earlier part of a talk, summed up:',
    summary,
    `The newest line: ${line}`,
    'Is the summary enough to answer the newest line, without the words that were said?',
    yesOrNo,
  );
}

/** Whether two memories belong together. */
export function linkRequest(one: string, other: string): readonly Message[] {
  return request(
    `One memory: ${one}`,
    `Another: ${other}`,
    'Are they about the same matter, so that whoever thinks of the one should think of the other, too?',
    yesOrNo,
  );
}

/** What the persona wants to remember of somebody after a session, from its own point of view. */
export function rememberRequest(
  self: string,
  partner: string,
  about: 'self' | 'partner',
  talk: string,
): readonly Message[] {
  const whom = about === 'self' ? self : partner;
  const what =
    about === 'self'
      ? `What did ${self} say, promise or show of themselves that ${self} should remember in later talks?`
      : `What did ${self} learn of ${partner}, and of anybody else ${partner} spoke about, that ${self} should remember in later talks?`;
  return request(
    `A talk of ${self} with ${partner}:`,
    talk,
    what,
    `Write it down from the point of view of ${self}, one memory a line, one plain sentence each, naming people by their names. End each line with whom it is about, as (about ${whom}). Where there is nothing worth remembering, answer: none`,
  );
}
