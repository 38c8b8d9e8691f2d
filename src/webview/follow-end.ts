// Follows the talk's end while the reader is there; who scrolled back is left alone. Heights change by events, by fonts that arrive and
// by a panel made narrower, so the end is watched and not guessed.

/** Within this many pixels of the end the reader counts as there. */
const near = 48;

let atEnd = true;
let watched: Element | undefined;

const resized = new ResizeObserver(() => {
  if (watched && atEnd) watched.scrollTop = watched.scrollHeight;
});

/** Called after each drawing. */
export function followEnd(scroller: Element | null): void {
  if (!scroller) return;
  if (scroller !== watched) {
    watched = scroller;
    atEnd = true;
    resized.disconnect();
    resized.observe(scroller);
    scroller.addEventListener('scroll', noteScroll, { passive: true });
  }
  for (const child of scroller.children) resized.observe(child);
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
}

/** Looks at once whether the reader is at the end: the page was moved from here, and its own word comes only with the next frame. */
export function noteEnd(): void {
  if (watched) atEnd = isNear(watched);
}

/** Another talk, or a line of the reader's own: its end is what matters. */
export function toEnd(): void {
  atEnd = true;
}

function noteScroll(event: Event): void {
  atEnd = isNear(event.currentTarget as Element);
}

function isNear({ scrollHeight, scrollTop, clientHeight }: Element): boolean {
  return scrollHeight - scrollTop - clientHeight < near;
}
