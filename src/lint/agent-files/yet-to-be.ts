// Whether a link leads to a file that its reader is to make, or that may be there or not, or shows how links are written: from the words around it and the
// headings over it. English alone.
import type { AgentFile, Link } from '../../interop/agent-file/agent-file.ts';

/** In UTF-16 code units before and behind the link, within what it stands in. */
const near = 200;

/** `Keep notes in`, right before the link. */
const into =
  /\b(?:add|append|copy|document|dump|export|keep|log|move|note|output|put|record|rename|save|store|summari[sz]e|track|write)\b[^.!?\n]{0,80}\b(?:at|as|in|into|to|under)[\s"'`*_(]*$/iu;

/** `Create`, right before the link. */
const making =
  /\b(?:creat|generat|produc|scaffold|writ|updat|maintain)(?:e|es|ing|s)?(?: (?:a|an|the|your|its|file|new|called|named))*[\s"'`*_(:]*$/iu;

const made =
  /\b(?:(?:creat|generat|produc|writ)(?:e|es|ing) (?:it|them|one|this|that|the file)|(?:is|are|be|gets?|get|was|were) (?:\p{L}+ )?(?:created|generated|produced|written|missing|absent|optional)|(?:if|when|where|unless|in case) (?:it|they|this|that|the file|one|there)(?: (?:is|are|does|do))?(?: not|n['’]t)?(?: already| yet)? ?(?:exists?|there|present|missing|absent|available|is one|are any)|if (?:present|any|available|missing|absent|it exists|needed)|(?:does|do) not (?:yet )?exist|(?:does|do)n['’]t (?:yet )?exist|not yet (?:there|written))\b/iu;

/** Said of what is there now and again, or was once. */
const passing =
  /\b(?:generated|git-?ignored|ignored by git|not (?:checked in|committed|tracked)|(?:each|every) [^.!?\n]{1,60}\b(?:its own|has|have)|in (?:each|every)|if you (?:find|have|see)|(?:was|were|been) (?:removed|deleted|renamed|moved)|after (?:the |a |each |every )?(?:build|run|export|release)|once built|to get|artifacts?)\b/iu;

/** `If there is a`, `Look for a`, `Keep`, right before the link. */
const sought =
  /\b(?:(?:if|when|where|whether) (?:there|it|a|an|you)\b|check (?:for|if|whether)\b|look for\b|search for\b|delete\b|remove\b)[^.!?\n]{0,60}$|\bkeep(?: (?:a|the|your))?[\s"'`*_(]*$/iu;

const shown = /\b(?:e\.g\.|for example|for instance|such as|like this|looks? like|formatted?|in the form)(?![\p{L}])/iu;

const sample = /\b(?:examples?|formats?|formatting|output|samples?|templates?)\b/iu;

export function isYetToBe({ range }: Link, { parts }: AgentFile, text: string): boolean {
  let heading = '';
  for (const part of parts) {
    if (part.range.start > range.start) break;
    if (part.kind === 'heading') heading = part.text;
    if (part.range.end < range.end) continue;
    const before = text.slice(Math.max(part.range.start, range.start - near), range.start);
    const around = `${before} ${text.slice(range.end, Math.min(part.range.end, range.end + near))}`;
    return (
      [into, making, sought].some((each) => each.test(before)) ||
      [made, passing, shown].some((each) => each.test(around)) ||
      sample.test(heading)
    );
  }
  return sample.test(heading);
}
