// Where the parts of an agent file hold: under which headings, lines in bold that stand for one, leading lines, bullets and tags. In: the parts in their order.
// Out: of each, what it stands under. What is plainly general (`Rules`, `Follow these guidelines:`) bounds nothing: under it holds what holds everywhere.
import type { Part } from '../../interop/agent-file/agent-file.ts';
import { boldAlone, isGeneral, leads, saysForAll } from './general-words.ts';
import { isRole, titleOf, wordsBesideTags } from './part-marks.ts';
import { Tags } from './tags.ts';
import { topicsOf } from './topics.ts';

export interface Where {
  /** The bounds that it holds within, as one word: two hold for the same where these are equal. Empty: everywhere. */
  readonly scope: string;
  /** What the bounds are called, and the general ones, too. */
  readonly labels: readonly string[];
  /** By number: the stretch under one heading that it stands in. */
  readonly section: number;
}

interface Bound {
  /** Number of the part that sets it. */
  readonly id: number;
  readonly text: string;
  readonly general: boolean;
}

/** How deep a heading is, how far from the margin a bullet's words stand. */
type Deep = Bound & { readonly at: number };

export class Scopes {
  readonly #text: string;
  readonly #title: Part | undefined;
  readonly #headings: Deep[] = [];
  readonly #tags = new Tags();
  /** By depth: the bullet that what is deeper stands under. */
  #above: Deep[] = [];
  /** A paragraph all in bold, which people write in the place of a heading. */
  #bold: Bound | undefined;
  /** `Staging:` holds for the bullets under it and for the paragraph behind it; `at`: in as many bullets it stands. */
  #lead: Deep | undefined;
  /** Of several roles in one file (`You are the writer.`), the one that speaks. */
  #role: Bound | undefined;
  readonly #roles: number;
  readonly #topics: ReadonlySet<Part>;
  /** What the last part that says how things are is about. */
  #topic: Deep | undefined;
  #section = 0;

  constructor(text: string, parts: readonly Part[]) {
    this.#text = text;
    this.#title = titleOf(parts);
    this.#topics = topicsOf(parts);
    this.#roles = parts.filter(isRole).length;
  }

  /** What this part stands under. Every part is to be shown, and then taken. */
  of(part: Part): Where {
    const raw = this.#raw(part);
    if (part.kind === 'bullet') this.#above.length = Math.min(this.#above.length, part.depth);
    else if (part.kind !== 'heading') this.#above = this.#above.filter(({ at }) => at <= this.#column(part));
    if (part.kind === 'bullet' || part.kind === 'paragraph') this.#tags.begin(raw, part.range.start);
    if (this.#lead && this.#above.length < this.#lead.at) this.#lead = undefined;
    if (this.#topic && this.#above.length < this.#topic.at) this.#topic = undefined;
    const bounds: readonly Bound[] = [
      ...this.#headings,
      ...this.#tags.open,
      ...[this.#role, this.#bold, this.#topic, this.#lead].filter((bound) => bound !== undefined),
      ...this.#above,
    ];
    return {
      scope: bounds.flatMap(({ id, general }) => (general ? [] : [id])).join(' '),
      labels: bounds.map(({ text }) => text),
      section: this.#section,
    };
  }

  /** What comes behind this part may stand under it. */
  take(part: Part, next: Part | undefined): void {
    const id = part.range.start;
    if (part.kind === 'html') {
      this.#tags.through(this.#raw(part), id);
      // `<h2>Web</h2>`, `<!-- web -->`: words beside the tags head what is behind them.
      const text = wordsBesideTags(this.#raw(part));
      if (text !== '') this.#bold = { id, text, general: isGeneral(text) };
    }
    if (part.kind === 'bullet') {
      const bound = { id, text: part.text, general: !part.ordered && isGeneral(part.text), at: this.#column(part) };
      // A bullet may begin with a list, without words of its own.
      while (this.#above.length < part.depth) this.#above.push({ ...bound, text: '', general: false });
      this.#above[part.depth] = bound;
    }
    if (part.kind === 'bullet' || part.kind === 'paragraph') this.#tags.end(this.#raw(part));
    if (part.kind === 'heading') this.#heading(part);
    if (part.kind === 'bullet' && this.#isLabel(part, next))
      this.#lead = { id, text: part.text, general: isGeneral(part.text), at: part.depth };
    else if (part.kind === 'bullet' && next?.kind === 'paragraph' && this.#column(next) < this.#column(part))
      if (boldAlone(this.#raw(part), part.text))
        // `1. **Web**` with what is under it at the margin.
        this.#bold = { id, text: part.text, general: isGeneral(part.text) };
    if (this.#topics.has(part))
      this.#topic = { id, text: '', general: false, at: part.kind === 'bullet' ? part.depth : this.#above.length };
    if (part.kind !== 'paragraph') return;
    if (this.#roles > 1 && isRole(part)) this.#role = { id, text: '', general: false };
    const bound = { id, text: part.text, general: saysForAll(part.text) };
    if (boldAlone(this.#raw(part), part.text)) {
      this.#bold = bound;
      this.#lead = undefined;
    } else this.#lead = leads(part.text, next?.kind === 'bullet') ? { ...bound, at: this.#above.length } : undefined;
  }

  /** `- Staging:`, `- **Staging**` or a name in code above bullets that are not under it. */
  #isLabel(part: Extract<Part, { kind: 'bullet' }>, next: Part | undefined): boolean {
    if (next?.kind !== 'bullet' || next.depth !== part.depth) return false;
    const named = part.pieces.every(({ text, code }) => code || text.trim() === '');
    return named || /[:：]\s*$/u.test(part.text) || boldAlone(this.#raw(part), part.text);
  }

  #heading(part: Extract<Part, { kind: 'heading' }>): void {
    while ((this.#headings.at(-1)?.at ?? 0) >= part.level) this.#headings.pop();
    const isTitle = part === this.#title;
    this.#headings.push({
      id: part.range.start,
      text: isTitle ? '' : part.text,
      general: isTitle || isGeneral(part.text),
      at: part.level,
    });
    this.#section += 1;
    this.#above = [];
    this.#bold = undefined;
    this.#topic = undefined;
    this.#lead = undefined;
  }

  #raw({ range }: Part): string {
    return this.#text.slice(range.start, range.end);
  }

  #column({ range }: Part): number {
    const before = Math.max(
      this.#text.lastIndexOf('\n', range.start - 1),
      this.#text.lastIndexOf('\r', range.start - 1),
    );
    return range.start - before - 1;
  }
}
