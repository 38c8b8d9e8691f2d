// The Markdown of an agent file → its headings, paragraphs, bullets, code and links in the order of the text, with their places. HTML, tables and
// code are named and not read. Never throws.
import type { Nodes, Paragraph } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';
import type { Link, Part } from './agent-file.ts';
import { linkOf } from './link-of.ts';
import { wordsOf } from './words-of.ts';

export interface ReadMarkdown {
  readonly parts: readonly Part[];
  readonly links: readonly Link[];
  readonly problems: readonly Problem[];
}

export function readMarkdown(text: string, body: Range): ReadMarkdown {
  const source = text.slice(body.start, body.end);
  const range = { start: body.start, end: body.start };
  const message = 'The text under the front matter is nested too deeply, so it is not read.';
  const unread = {
    parts: [],
    links: [],
    // A limit of ours and no mistake of the file.
    problems: [{ code: 'front-matter-syntax', severity: 'hint', range, message }],
  } as const;
  if (tooDeep(source)) return unread;
  try {
    const tree = fromMarkdown(source, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
    const walk = new Walk(text, body.start);
    walk.blocks(tree, { depth: -1, quoted: false });
    return { parts: walk.parts, links: walk.links, problems: [] };
  } catch {
    return unread;
  }
}

/** Each level is a call and its line is gone through once a level; each mark of emphasis looks back at those before it in its paragraph. */
function tooDeep(source: string): boolean {
  if (
    /^(?![-*+ \t]*$)(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){12}|^[ \t]{60,}(?:[-*+]|\d{1,9}[.)])[ \t]/mu.test(
      source,
    )
  )
    return true;
  if (/(?:!?\[){200}/u.test(source)) return true;
  return source.split(/\n[ \t]*\r?\n/u).some((block) => (block.match(/[*_[`]+/gu)?.length ?? 0) > 3_000);
}

interface Within {
  /** Of the bullet that it stands in; -1: in none. */
  readonly depth: number;
  readonly quoted: boolean;
}

class Walk {
  readonly parts: Part[] = [];
  readonly links: Link[] = [];
  readonly #text: string;
  readonly #base: number;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
  }

  blocks(node: Nodes, within: Within): void {
    if (!('children' in node)) return;
    for (const child of node.children) this.#block(child, within);
  }

  #block(node: Nodes, within: Within): void {
    const range = this.#place(node);
    switch (node.type) {
      case 'heading':
        this.#linksIn(node);
        this.parts.push({ kind: 'heading', level: node.depth, ...this.#words(node) });
        return;
      case 'paragraph':
        this.#linksIn(node);
        this.parts.push({ kind: 'paragraph', quoted: within.quoted, ...this.#words(node) });
        return;
      case 'blockquote':
        this.blocks(node, { ...within, quoted: true });
        return;
      case 'list':
        for (const item of node.children)
          this.#bullet(item, node.ordered === true, { ...within, depth: within.depth + 1 });
        return;
      case 'code':
        this.parts.push({ kind: 'code', range, language: node.lang ?? '', text: node.value });
        return;
      case 'table':
        this.#linksIn(node);
        this.parts.push({ kind: 'table', range });
        return;
      case 'html':
        this.parts.push({ kind: 'html', range });
        return;
      case 'definition':
        this.links.push(linkOf(this.#text, node.url, range, false, range.start));
        return;
      default:
        this.blocks(node, within);
    }
  }

  /** The first paragraph of a bullet is what it says; what stands behind it are parts of their own. */
  #bullet(item: Extract<Nodes, { type: 'listItem' }>, ordered: boolean, within: Within): void {
    const [first, ...rest] = item.children;
    const own: Paragraph | undefined = first?.type === 'paragraph' ? first : undefined;
    if (own) {
      this.#linksIn(own);
      this.parts.push({ kind: 'bullet', depth: within.depth, ordered, quoted: within.quoted, ...this.#words(own) });
    } else if (first) this.#block(first, within);
    for (const each of rest) this.#block(each, within);
  }

  #words(node: Nodes) {
    return wordsOf(this.#text, node, this.#base);
  }

  #linksIn(node: Nodes): void {
    if (node.type === 'link' || node.type === 'image') {
      const range = this.#place(node);
      const last = 'children' in node ? node.children.at(-1) : undefined;
      const from = last ? this.#place(last).end : range.start;
      this.links.push(linkOf(this.#text, node.url, range, node.type === 'image', from));
    }
    if ('children' in node) for (const child of node.children) this.#linksIn(child);
  }

  #place(node: Nodes): Range {
    const start = node.position?.start.offset ?? 0;
    return { start: this.#base + start, end: this.#base + (node.position?.end.offset ?? start) };
  }
}
