// Tags as people set them around parts of a prompt (`<frontend> … </frontend>`). In: the text of each part, in order. Out: those that are open. Tags that
// lay out a page bound nothing, and one that is never closed bounds everything behind it: less is compared then.
import { isGeneral } from './general-words.ts';

interface Open {
  readonly id: number;
  readonly name: string;
  /** The name in words. */
  readonly text: string;
  readonly general: boolean;
}

const tag = /<(\/?)([a-z][\w.:-]{0,60})((?:\s[^<>]{0,300})?)>/giu;

const layout =
  /^(?:a|abbr|article|aside|b|br|center|code|dd|div|dl|dt|em|figure|figcaption|font|footer|h[1-6]|header|hr|i|img|input|kbd|li|link|main|meta|ol|p|picture|pre|s|small|source|span|strong|sub|summary|sup|svg|table|tbody|td|th|thead|tr|u|ul|video)$/iu;

/** More are none that anybody opened to close them again. */
const most = 50;

export class Tags {
  readonly open: Open[] = [];

  /** All of a block of HTML. */
  through(html: string, id: number): void {
    for (const [, closing, name = '', rest = ''] of html.replace(/<!--[\s\S]*?(?:-->|$)/gu, '').matchAll(tag)) {
      if (closing === '/') this.#close(name);
      else if (!rest.endsWith('/')) this.#begin(name, rest, id);
    }
  }

  /** What a bullet or paragraph begins with. */
  begin(words: string, id: number): void {
    const first = /^(?:[*_]{0,3})<([a-z][\w.:-]{0,60})(\s[^<>]{0,300})?>/iu.exec(words);
    if (first?.[1] !== undefined && !first[0].endsWith('/>')) this.#begin(first[1], first[2] ?? '', id);
  }

  /** What is closed in a bullet or paragraph: Markdown takes the line behind it for a part of it. */
  end(words: string): void {
    for (const [, closing, name = ''] of words.matchAll(tag)) if (closing === '/') this.#close(name);
  }

  #begin(name: string, attributes: string, id: number): void {
    if (layout.test(name) || this.open.length >= most) return;
    const text = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ');
    this.open.push({ id, name: name.toLowerCase(), text, general: attributes.trim() === '' && isGeneral(text) });
  }

  #close(name: string): void {
    const at = this.open.findLastIndex((one) => one.name === name.toLowerCase());
    if (at >= 0) this.open.length = at;
  }
}
