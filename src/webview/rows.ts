// Which lines of a long talk are in the page: those in sight, a few around them, and the one the keyboard is at. In: what is to be listed
// and the scroller. Out: indexes to draw. Lines stand in the normal flow, so what grows pushes what follows; only the gaps where lines are
// left out are set here, and the line in sight is kept where it was while lines above it are drawn and measured.
import { type Range as Sight, Virtualizer } from '@tanstack/virtual-core';

/** What is listed: as many lines as `count`, each under a key of its own. */
export interface Listing {
  /** The same object while the same lines stand in the same places, but for what is added at the end. */
  readonly of: unknown;
  readonly count: number;
  readonly key: (index: number) => string;
  /** Rough height in pixels, until the line was drawn once. */
  readonly guess: (index: number) => number;
  /** Drawn wherever it stands; undefined: none. */
  readonly pinned: number | undefined;
}

/** Lines drawn beyond those in sight, on either side. */
const around = 6;

/** Before anything was measured, the page is taken for this high. */
const firstHeight = 800;

export class Rows {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #redraw: () => void;
  #listing: Listing = { of: undefined, count: 0, key: String, guess: () => firstHeight, pinned: undefined };
  #key = this.#listing.key;
  #scroller: HTMLElement | null = null;
  #margin = 0;
  #report: () => void = () => undefined;
  #extract: (sight: Sight) => number[] = () => [];
  #drawn = '';

  /** `redraw` is called when other lines came to sight. */
  constructor(redraw: () => void) {
    this.#redraw = redraw;
    this.#virtualizer = new Virtualizer(this.#options());
    // The library would move the page by what it reckons; here it is moved by what is seen (`keepPlace`).
    this.#virtualizer.shouldAdjustScrollPositionOnItemSizeChange = () => false;
  }

  /** Indexes of the lines to draw, ascending. */
  list(listing: Listing): readonly number[] {
    if (listing.pinned !== this.#listing.pinned) this.#extract = extractor(listing.pinned);
    // All places are counted anew when this function is another one.
    if (listing.of !== this.#listing.of) this.#key = (index) => this.#listing.key(index);
    this.#listing = listing;
    this.#virtualizer.setOptions(this.#options());
    const indexes = this.#virtualizer.getVirtualIndexes();
    this.#drawn = indexes.join();
    return indexes;
  }

  /** Called before a drawing: gives what moves the page, after each step of it, so that the first line in sight stays where it is. */
  keepPlace(scroller: HTMLElement | null, list: HTMLElement | null): () => void {
    if (!scroller || !list) return () => undefined;
    const { top, bottom } = scroller.getBoundingClientRect();
    const place = (row: Element) => row.getBoundingClientRect().top;
    const first = [...list.children].find((row) => row.getBoundingClientRect().bottom > top && place(row) < bottom);
    if (!first) return () => undefined;
    const was = place(first);
    return () => {
      const by = first.isConnected ? place(first) - was : 0;
      if (Math.abs(by) >= 1) scroller.scrollTop += by;
    };
  }

  /** Called after each drawing, before the page is shown: sets the gaps and measures. True: other lines are due, draw again. */
  settle(scroller: HTMLElement | null, list: HTMLElement | null, keepPlace: () => void): boolean {
    this.#scroller = scroller;
    if (!scroller || !list) return false;
    const rows = [...list.children].filter((row) => row instanceof HTMLElement);
    // Before anything is read: a page without its gaps is short, and the browser would move the reader up.
    this.#setGaps(list, rows);
    keepPlace();
    this.#virtualizer._willUpdate();
    const top = list.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    // Every line's place is counted from it, so a fraction of a pixel is not worth counting anew.
    if (Math.abs(top - this.#margin) > 1) {
      this.#margin = Math.round(top);
      this.#virtualizer.setOptions(this.#options());
    }
    for (const row of rows) this.#virtualizer.measureElement(row);
    this.#virtualizer.measureElement(null);
    this.#setGaps(list, rows);
    keepPlace();
    return this.#isDue();
  }

  /** Tells at once where the scroller stands now, which it would tell only with the next frame. True: other lines are due. */
  moved(): boolean {
    this.#report();
    return this.#isDue();
  }

  /** Brings a line to the middle of the page. */
  reveal(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: 'center' });
  }

  #setGaps(list: HTMLElement, rows: readonly HTMLElement[]): void {
    // By the lines that are drawn: those in sight may be others by now. Asked first, so that all places are counted.
    const total = this.#virtualizer.getTotalSize() + this.#margin;
    let end = this.#margin;
    for (const row of rows) {
      const place = this.#virtualizer.measurementsCache[Number(row.dataset['index'])];
      if (!place) continue;
      setPixels(row, 'marginTop', Math.max(0, place.start - end));
      end = place.end;
    }
    setPixels(list, 'paddingBottom', Math.max(0, total - end));
  }

  #isDue(): boolean {
    return this.#virtualizer.getVirtualIndexes().join() !== this.#drawn;
  }

  #options() {
    return {
      count: this.#listing.count,
      getItemKey: this.#key,
      estimateSize: this.#listing.guess,
      scrollMargin: this.#margin,
      overscan: around,
      rangeExtractor: this.#extract,
      initialRect: { width: 0, height: firstHeight },
      initialOffset: () => this.#guessedEnd(),
      getScrollElement: () => this.#scroller,
      observeElementRect: watchSize,
      observeElementOffset: (_: unknown, tell: (offset: number, scrolling: boolean) => void) => this.#watchOffset(tell),
      scrollToFn: (offset: number, { adjustments = 0 }: { adjustments?: number }) => {
        if (this.#scroller) this.#scroller.scrollTop = offset + adjustments;
      },
      onChange: () => {
        if (this.#isDue()) this.#redraw();
      },
    };
  }

  /** A talk opens at its end. */
  #guessedEnd(): number {
    const { count, guess } = this.#listing;
    let height = 0;
    for (let index = 0; index < count; index++) height += guess(index);
    return Math.max(0, height - firstHeight);
  }

  #watchOffset(tell: (offset: number, scrolling: boolean) => void): () => void {
    const scroller = this.#scroller;
    if (!scroller) return () => undefined;
    const scrolls = () => tell(scroller.scrollTop, true);
    const stands = () => tell(scroller.scrollTop, false);
    this.#report = stands;
    scroller.addEventListener('scroll', scrolls, { passive: true });
    scroller.addEventListener('scrollend', stands, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', scrolls);
      scroller.removeEventListener('scrollend', stands);
    };
  }
}

/** The lines in sight and around, and the pinned one. */
function extractor(pinned: number | undefined): (sight: Sight) => number[] {
  return ({ startIndex, endIndex, count }) => {
    const first = Math.max(0, startIndex - around);
    const last = Math.min(count - 1, endIndex + around);
    const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    if (pinned === undefined || pinned >= count || (pinned >= first && pinned <= last)) return indexes;
    return pinned < first ? [pinned, ...indexes] : [...indexes, pinned];
  };
}

function watchSize(
  { scrollElement }: { readonly scrollElement: HTMLElement | null },
  tell: (rect: { width: number; height: number }) => void,
): () => void {
  if (!scrollElement) return () => undefined;
  const measure = () => tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight });
  const observer = new ResizeObserver(measure);
  observer.observe(scrollElement);
  measure();
  return () => observer.disconnect();
}

/** Set from script, which the page's policy allows where it forbids a style in the markup. */
function setPixels(element: HTMLElement, name: 'marginTop' | 'paddingBottom', pixels: number): void {
  const value = pixels === 0 ? '' : `${pixels}px`;
  if (element.style[name] !== value) element.style[name] = value;
}
