// A sentence that states a rule about every reply → the line of a persona's rule that says the same: `Keep replies under 50 words` →
// `must: be at most 49 words`. Read only as a whole; a sentence with more in it, such as a condition, is none. English alone.

export interface Clause {
  readonly kind: 'must' | 'never';
  readonly phrase: string;
}

const reply = '(?:(?:every|each|all|all of|any) )?(?:of )?(?:your |the |its )?(?:repl(?:y|ies)|responses?|answers?)';
const must = '(?:must|should|shall|will|is to|are to)(?: always)?';
const count = '(?<count>\\d{1,5}|one|two|three|four|five|six|seven|eight|nine|ten)';
const unit = '(?<unit>words?|sentences?|lines?|characters?)';
const most =
  '(?:(?<below>under|below|less than|fewer than)|at most|no more than|no longer than|a maximum of|maximum|max|within|to|up to)';
const least = '(?:(?<above>over|above|more than|longer than)|at least|no less than|no fewer than|a minimum of|minimum)';
const quoted = '["“](?<said>[^"“”{}\\\\]{1,80})["”]';
const start = '(?:always |you must |must )?(?:start|begin|open)';

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

type Groups = Readonly<Record<string, string | undefined>>;
type Row = readonly [shape: RegExp, clause: (groups: Groups) => Clause | undefined];

const rows: readonly Row[] = [
  [
    whole(
      `(?:always |you must |must )?(?:keep|limit|restrict|cap) ${reply} (?:(?:short|brief|concise)[:,;]? )?(?:to )?${most}? ?${count} ${unit}(?: or (?:less|fewer))?`,
    ),
    atMost,
  ],
  [whole(`${reply} ${must} (?:be|have|contain|use|stay) ${most} ${count} ${unit}(?: long)?`), atMost],
  [whole(`(?:always )?(?:answer|reply|respond) in ${most} ${count} ${unit}`), atMost],
  [
    whole(
      `(?:never|do not|don['’]t) (?:write|use|exceed|answer in|reply with) (?:more than )?${count} ${unit}(?: (?:per|in (?:a|any|one|every)) (?:reply|response|answer|message))`,
    ),
    atMost,
  ],
  [whole(`${reply} ${must} (?:be|have|contain|use) ${least} ${count} ${unit}(?: long)?`), atLeast],
  [whole(`(?:always )?(?:answer|reply|respond) (?:in|with) ${least} ${count} ${unit}`), atLeast],
  [
    whole(
      `(?:always |you must |must )?(?:write|use) ${least} ${count} ${unit} (?:in|per) (?:every|each|a) (?:reply|response|answer|message)`,
    ),
    atLeast,
  ],
  [whole(`${start} ${reply} with ${quoted}`), ({ said }) => say('must', 'start with', said)],
  [whole(`${reply} ${must} (?:start|begin) with ${quoted}`), ({ said }) => say('must', 'start with', said)],
  [
    whole(`(?:never|do not|don['’]t) (?:start|begin|open) (?:an? )?${reply} with ${quoted}`),
    ({ said }) => say('never', 'start with', said),
  ],
  [
    whole(`(?:always |you must |must )?(?:end|close|finish) ${reply} with ${quoted}`),
    ({ said }) => say('must', 'end with', said),
  ],
  [
    whole(`(?:never|do not|don['’]t) (?:end|close|finish) (?:an? )?${reply} with ${quoted}`),
    ({ said }) => say('never', 'end with', said),
  ],
  [
    whole(
      `(?:you must never|never|do not|don['’]t)(?: ever)? (?:say|write|mention|use|use the (?:word|phrase)) (?:the (?:word|phrase) )?${quoted}(?: in (?:a|any|your) (?:reply|replies|response|responses|answer|answers))?`,
    ),
    ({ said }) => say('never', 'say', said),
  ],
  [
    whole(
      `(?:you must always|you must|always) (?:say|mention|include) (?:the (?:word|phrase) )?${quoted}(?: in (?:every|each|all) (?:reply|replies|response|responses|answer|answers))?`,
    ),
    ({ said }) => say('must', 'say', said),
  ],
  [
    whole("(?:you must never|never|do not|don['’]t)(?: ever)? ask (?:a |any )?questions?"),
    () => ({ kind: 'never', phrase: 'ask a question' }),
  ],
  [
    whole(`(?:always |you must |must )?(?:end|close|finish) ${reply} with a question`),
    () => ({ kind: 'must', phrase: 'ask a question' }),
  ],
  [
    whole('(?:you must )?always ask a question(?: in every (?:reply|response|answer))?'),
    () => ({ kind: 'must', phrase: 'ask a question' }),
  ],
  [
    whole(
      '(?:always|you must|you must always|must|only) (?:answer|reply|respond|speak)(?: only)? in (?<language>[A-Z][a-z]{3,20})(?: only)?',
    ),
    ({ language }) => ({ kind: 'must', phrase: `be in ${language}` }),
  ],
  [
    whole("(?:never|do not|don['’]t) (?:answer|reply|respond|speak) in (?<language>[A-Z][a-z]{3,20})"),
    ({ language }) => ({ kind: 'never', phrase: `be in ${language}` }),
  ],
];

export function asClause(sentence: string): Clause | undefined {
  for (const [shape, clause] of rows) {
    const match = shape.exec(sentence);
    if (match) return clause(match.groups ?? {});
  }
  return undefined;
}

function whole(shape: string): RegExp {
  return new RegExp(`^(?:please )?${shape}$`, 'iu');
}

function say(kind: Clause['kind'], how: string, said: string | undefined): Clause | undefined {
  return said === undefined ? undefined : { kind, phrase: `${how} "${said}"` };
}

function atMost(groups: Groups): Clause {
  return { kind: 'must', phrase: `be at most ${amount(groups, groups['below'] ? -1 : 0)}` };
}

function atLeast(groups: Groups): Clause {
  return { kind: 'must', phrase: `be at least ${amount(groups, groups['above'] ? 1 : 0)}` };
}

function amount({ count: said = '', unit: of = '' }: Groups, by: number): string {
  const number = (numbers[said.toLowerCase()] ?? Number(said)) + by;
  return `${Math.max(0, number)} ${of.toLowerCase().replace(/s?$/u, 's')}`;
}
