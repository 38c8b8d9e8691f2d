// Marks what is looked for in the lines that are drawn, without touching their nodes: ranges that the browser paints. Lines are found in
// the text as it was said; where Markdown stands in the middle of a find, the line is found and no mark is painted.
/** Marks every place; an empty query takes the marks away. Called after each drawing. */
export function markFinds(query: string): void {
  if (query === '') {
    CSS.highlights.delete('find');
    return;
  }
  const wanted = query.toLocaleLowerCase();
  const marks = new Highlight();
  for (const text of document.querySelectorAll('.entries .text')) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) markIn(walker.currentNode as Text, wanted, marks);
  }
  CSS.highlights.set('find', marks);
}

function markIn(node: Text, wanted: string, marks: Highlight): void {
  const lower = node.data.toLocaleLowerCase();
  // Some letters become two when they are made small; places would no longer be the same.
  if (lower.length !== node.data.length) return;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    marks.add(range);
  }
}
