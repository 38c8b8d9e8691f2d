// A reply's Markdown as safe nodes, with the broken spans marked. In: text that anyone may have written. Out: a fragment without
// pictures, live links, styles or scripts. Never loads anything and never makes a link that can be followed by a click.
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import type { Range } from '../../base/range.ts';
import { align } from './align.ts';

export interface Mark extends Range {
  /** What the mark says on hovering: the rule and why. */
  readonly title: string;
}

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true });
// A picture would be fetched: what stands there is text, its alternative and its address.
markdown.disable('image');
markdown.renderer.rules['link_open'] = (tokens, index) => {
  const href = String(tokens[index]?.attrGet('href') ?? '');
  return `<span class="link" title="${markdown.utils.escapeHtml(href)}">`;
};
markdown.renderer.rules['link_close'] = (tokens, index) => {
  let open = index;
  while (open >= 0 && tokens[open]?.type !== 'link_open') open--;
  const href = String(tokens[open]?.attrGet('href') ?? '');
  return `</span><span class="address"> (${markdown.utils.escapeHtml(href)})</span>`;
};

const allowed = {
  ALLOWED_TAGS: [
    ...['p', 'br', 'em', 'strong', 's', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'hr', 'span'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['class', 'title', 'start'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** A longer text is shown to the letter: some Markdown of a million brackets takes seconds to read, and no reply is that long. */
const longestMarkdown = 100_000;

/** Renders `text`; `marks` are ranges of it. */
export function renderMarkdown(text: string, marks: readonly Mark[]): DocumentFragment {
  const fragment = text.length > longestMarkdown ? verbatim(text) : rendered(text);
  if (marks.length > 0) mark(fragment, text, marks);
  return fragment;
}

function verbatim(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const line = document.createElement('p');
  line.className = 'verbatim';
  line.textContent = text;
  fragment.append(line);
  return fragment;
}

function rendered(text: string): DocumentFragment {
  const fragment = DOMPurify.sanitize(markdown.render(text), {
    ...allowed,
    ALLOWED_TAGS: [...allowed.ALLOWED_TAGS],
    ALLOWED_ATTR: [...allowed.ALLOWED_ATTR],
  });
  quieten(fragment);
  return fragment;
}

/** Headings of a reply must not disturb the panel's outline; wide blocks scroll and so must be reachable by keyboard. */
function quieten(fragment: DocumentFragment): void {
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const line = document.createElement('p');
    line.className = 'heading';
    line.append(...heading.childNodes);
    heading.replaceWith(line);
  }
}

/** Wraps every piece of visible text that came from inside a mark. */
function mark(fragment: DocumentFragment, text: string, marks: readonly Mark[]): void {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.classList.contains('address')) nodes.push(node);
  }
  const offsets = align(text, nodes.map((node) => node.data).join(''));
  let at = 0;
  for (const node of nodes) {
    const length = node.data.length;
    // Line breaks between blocks are nothing to mark.
    if (node.data.trim() !== '') wrap(node, offsets.subarray(at, at + length), marks);
    at += length;
  }
}

function wrap(node: Text, offsets: Int32Array, marks: readonly Mark[]): void {
  const of = (offset: number) => marks.find((one) => one.start <= offset && offset < one.end);
  const parts: (string | HTMLElement)[] = [];
  let open: { mark: Mark | undefined; text: string } | undefined;
  const close = () => {
    if (!open) return;
    if (!open.mark) parts.push(open.text);
    else {
      const element = document.createElement('mark');
      element.title = open.mark.title;
      element.textContent = open.text;
      parts.push(element);
    }
  };
  for (let i = 0; i < node.data.length; i++) {
    const offset = offsets[i] ?? -1;
    const found = offset < 0 ? open?.mark : of(offset);
    if (!open || open.mark !== found) {
      close();
      open = { mark: found, text: '' };
    }
    open.text += node.data[i];
  }
  close();
  if (parts.some((part) => typeof part !== 'string')) node.replaceWith(...parts);
}
