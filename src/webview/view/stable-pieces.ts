// A reply that is growing, cut where what comes later changes nothing before it, so that a long one is not read as Markdown from its
// beginning with every word. In: the text so far. Out: its pieces; all but the last stay as they are. Pure.

/** Shorter pieces would cost more than they save. */
const least = 1_500;

/** As many characters as the longest sign of a list: before they are there, nothing is known of the line. */
const marker = 12;

const fence = /^ {0,3}(`{3,}|~{3,})/;

/** The text, cut at empty lines outside fenced code and before a line at the margin, each piece of 1,500 characters at least. */
export function stablePieces(text: string): readonly string[] {
  if (text.length < least) return [text];
  const pieces: string[] = [];
  let from = 0;
  let fenced: string | undefined;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const mark = fence.exec(text.slice(at, Math.min(end, at + 80)))?.[1];
    if (mark && fenced === undefined) fenced = mark;
    else if (mark && fenced !== undefined && mark.startsWith(fenced)) fenced = undefined;
    const next = end + 1;
    // What is indented, or goes on with a list or a quotation, belongs to what stands before the empty line.
    const apart =
      end === at &&
      fenced === undefined &&
      next + marker <= text.length &&
      /[\p{L}\p{N}"'*_#“‘(]/u.test(text[next] ?? '');
    if (apart && next - from >= least && !/^(\d+[.)]|[*+-]) /.test(text.slice(next, next + marker))) {
      pieces.push(text.slice(from, next));
      from = next;
    }
    at = next;
  }
  pieces.push(text.slice(from));
  return pieces;
}
