// Somebody who knows nothing of the language: takes what completion offers, fills the places of its snippets with prose, and presses Tab
// and Enter as in an editor. Whatever is not offered cannot be taken.
import { LineTable } from '../../src/base/line-table.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { completion } from '../../src/server/features/completion/completion.ts';
import { onTypeFormatting } from '../../src/server/features/on-type-formatting.ts';
import { afterEdits } from './lsp-text.ts';
import { memorySource } from './memory-source.ts';

export class Typist {
  text = '';
  cursor = 0;
  /** Places of the snippet that are still to be gone to, as distances from the end of the text. */
  #places: { fromEnd: number; length: number }[] = [];
  readonly #files: Readonly<Record<string, string>>;

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#files = files;
  }

  offers(): readonly string[] {
    return this.#completion().map(({ label }) => label);
  }

  /** Takes an item of the list. @throws where it is not offered. */
  take(label: string): this {
    const item = this.#completion().find((one) => one.label === label);
    const edit = item?.textEdit;
    if (!item || !edit || !('range' in edit)) {
      throw new Error(`“${label}” is not offered in\n${this.text}\n— but ${this.offers().join(', ') || 'nothing'}`);
    }
    const lines = new LineTable(this.text);
    const start = lines.offsetAt(edit.range.start);
    const behind = this.text.slice(lines.offsetAt(edit.range.end));
    const line = this.text.slice(lines.startOf(edit.range.start.line), start);
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const { text, places } =
      item.insertTextFormat === 2
        ? expand(edit.newText.replaceAll('\n', `\n${indent}`))
        : { text: edit.newText, places: [] };
    const ends = places.map(({ at, length }) => ({ fromEnd: text.length - at + behind.length, length }));
    this.text = this.text.slice(0, start) + text + behind;
    this.cursor = start + text.length;
    if (ends.length > 0) {
      this.#places = [...ends, ...this.#places];
      this.tab();
    }
    return this;
  }

  /** Types prose over what is selected. */
  prose(words: string): this {
    this.text = this.text.slice(0, this.cursor) + words + this.text.slice(this.cursor);
    this.cursor += words.length;
    return this;
  }

  /** To the next place of the snippet; what stood there at first is gone once something is typed. */
  tab(): this {
    const place = this.#places.shift();
    if (!place) throw new Error('there is no place to go to');
    this.cursor = this.text.length - place.fromEnd;
    this.text = this.text.slice(0, this.cursor) + this.text.slice(this.cursor + place.length);
    return this;
  }

  /** A new line at the end of this one, indented as the server says. Of a line that nothing was written on no indentation stays, as in editors. */
  enter(): this {
    const lineEnd = this.text.indexOf('\n', this.cursor);
    const at = lineEnd < 0 ? this.text.length : lineEnd;
    this.#places = [];
    this.text = `${this.text.slice(0, at)}\n${this.text.slice(at)}`;
    const tree = readPersona(this.text, '/p/it.persona', memorySource(this.#files)).tree;
    const position = tree.lines.positionAt(at + 1);
    const before = this.text.length;
    this.text = afterEdits(this.text, onTypeFormatting(tree, position));
    this.cursor = at + 1 + this.text.length - before;
    const start = this.text.lastIndexOf('\n', at - 1) + 1;
    if (this.text.slice(start, at).trim() === '') {
      this.text = this.text.slice(0, start) + this.text.slice(at);
      this.cursor -= at - start;
    }
    return this;
  }

  #completion() {
    const source = memorySource(this.#files);
    return completion(readPersona(this.text, '/p/it.persona', source), this.cursor, source);
  }
}

/** A snippet as text, and its places in the order they are gone to; `$0` comes last. */
function expand(snippet: string): { text: string; places: { at: number; length: number }[] } {
  const places: { number: number; at: number; length: number }[] = [];
  let text = '';
  for (const [whole, escaped, plain, number, first] of snippet.matchAll(
    /\\([\\$}])|\$(\d)|\$\{(\d):((?:[^}\\]|\\.)*)\}|[^$\\]|[$\\]/g,
  )) {
    if (escaped) text += escaped;
    else if (plain || number) {
      const shown = (first ?? '').replace(/\\([\\$}])/g, '$1');
      // A place that comes again is filled in where it comes first.
      if (!places.some((one) => one.number === Number(plain ?? number))) {
        places.push({ number: Number(plain ?? number), at: text.length, length: shown.length });
      }
      text += shown;
    } else text += whole;
  }
  return { text, places: places.sort((a, b) => (a.number || 99) - (b.number || 99)) };
}
