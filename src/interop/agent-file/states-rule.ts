// Whether a bullet states a rule: an order to whoever reads it (`Never …`, `You must …`), or a demand on what that one writes (`Every reply must …`).
// English alone; in any other language nothing is taken for one. Decides what can be probed without being asked for, so it is strict: what is said
// of a system (`Operations should work through the API`), as a purpose (`… to avoid bugs`) or between quotes or brackets is left alone.

/** Longer than this it is an explanation. In UTF-16 code units. */
const longest = 400;

/** It asks, names an example, leads to what it demands, is a box to tick, or is a step that happens to speak of a rule. */
const other =
  /\?["”’)]*\s*$|:\s*$|^\[[ x]?\]|^(?:e\.?g\.?|for example|example|note|if you want)\b|^(?:bad|wrong|cause|symptom|problem|issue|impact|risk|result)s?:/iu;

/** What somebody else says, and what is said in passing. */
const aside = /"[^"]*"|“[^”]*”|\([^()]*\)/gu;

const orders: readonly RegExp[] = [
  /^(?:(?:never|always|do not|don['’]t|avoid|ensure|make sure|refuse)\s|(?:under no circumstances|at all times|without exception)\b)/iu,
  /^you (?:(?:must|shall|cannot|can['’]t|may not|mustn['’]t|shouldn['’]t)\s|should (?!(?:now|see|get|find|notice|be able|have)\b)|(?:will|are to) (?:not|never|always|avoid|ensure)\s)/iu,
  /^(?:must|shall|should)(?: not| always| never)? (?!(?:be|have|exist|match|pass|exit|list|appear|work|run|return|contain|start)\b)/iu,
  /^CANNOT (?!be\b)/u,
  /^only (?:add|answer|ask|call|change|create|do|edit|give|include|make|mention|modify|output|proceed|read|reply|report|respond|return|run|show|speak|suggest|touch|use|write)\s/iu,
  /^no (?:\p{L}+,? )?(?:apolog|assumption|commentary|divider|emoji|exclamation|explanation|filler|greeting|guess|jargon|markdown|padding|placeholder|pleasantr|preamble|question|small talk|speculation)/iu,
  /^no (?:more|less|fewer|longer) than /iu,
];

/** A demand on the one who reads, or on what that one writes. */
const demand =
  /^(?:(?:every|each|all|any|your|the|its) )?(?:\p{L}+ ){0,2}(?:agent|assistant|model|repl(?:y|ies)|responses?|answers?|outputs?|comments?|summar(?:y|ies)|reports?|explanations?|reviews?|headings?|titles?|sentences?|paragraphs?|solutions?|findings?|suggestions?|recommendations?|documentation|link text|commit messages?) (?:must(?:n['’]t)?|shall|should(?:n['’]t)?|may not|cannot|can['’]t)(?: not| always| never)? (?!(?:appear|exist|load|pass|run|start|work)\b)/iu;

/** In capitals, as standards write what binds. */
const inCapitals = /\b(?:NEVER|ALWAYS|MUST|SHALL|DO NOT|DON['’]T)\b/u;

/** Words that join a clause to the one before. */
const joining = /^(?:(?:and|but|or|then|so|also|please|just|otherwise|instead|therefore)\s+)+/iu;

/** @param words of one bullet, without markup. */
export function statesRule(words: string): boolean {
  const text = words.trim();
  if (text.length > longest || text.split(/\s+/u).length < 3 || other.test(text)) return false;
  const said = text.replace(aside, '…');
  if (inCapitals.test(said) && /\p{Ll}/u.test(said)) return true;
  return clausesOf(said).some((clause) => demand.test(clause) || orders.some((order) => order.test(clause)));
}

/** Without the marks that people put in front of a bullet. */
function clausesOf(text: string): readonly string[] {
  return text
    .split(/[.!?;:,]\s+|\s*[—–→]\s*|\s-+\s|\s(?=(?:and|but) (?:never|do not|don['’]t)\s)/iu)
    .map((clause) => clause.replace(/^[^\p{L}…]+/u, '').replace(joining, ''));
}
