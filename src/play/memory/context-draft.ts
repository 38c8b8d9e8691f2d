// A request's context under construction: what was decided of each exchange goes in, the messages and the report come out. Runs of
// exchanges with one fate are one piece, so that a report stays short however long the talk is.
import type { Message } from '../../lang/prompt.ts';
import type { ContextPiece, ContextReport } from './context-report.ts';
import { type Exchange, rawMessages } from './exchanges.ts';

type Fate = Omit<ContextPiece, 'exchanges' | 'turn' | 'raw'>;

export class ContextDraft {
  readonly #exchanges: readonly Exchange[];
  readonly #fates = new Map<number, Fate>();
  readonly #notes: string[] = [];
  readonly #estimated: boolean;
  #tokens = 0;
  budget: number | undefined;
  similarity: string | undefined;

  constructor(exchanges: readonly Exchange[], estimated: boolean) {
    this.#exchanges = exchanges;
    this.#estimated = estimated;
  }

  /** Tokens of what goes in so far. */
  get tokens(): number {
    return this.#tokens;
  }

  raw(exchange: Exchange, why: string, similarity?: number): void {
    this.#put(exchange, { as: 'raw', tokens: exchange.tokens, why, ...alike(similarity) });
  }

  summary(exchange: Exchange, summary: string, tokens: number, why: string, similarity?: number): void {
    this.#put(exchange, { as: 'summary', tokens, why, summary, ...alike(similarity) });
  }

  drop(exchange: Exchange, why: string, similarity?: number): void {
    this.#put(exchange, { as: 'dropped', tokens: 0, why, ...alike(similarity) });
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Messages and report in the order of the talk. What nothing was decided of is not in either. */
  finish(): { readonly messages: readonly Message[]; readonly report: ContextReport } {
    return { messages: this.#messages(), report: this.#report() };
  }

  #put(exchange: Exchange, fate: Fate): void {
    this.#fates.set(exchange.number, fate);
    this.#tokens += fate.tokens;
  }

  /** A summary stands before the next line of the user's, in brackets: roles keep taking turns, and the order is that of the talk. */
  #messages(): readonly Message[] {
    const messages: Message[] = [];
    let waiting: string[] = [];
    for (const exchange of this.#exchanges) {
      const fate = this.#fates.get(exchange.number);
      if (fate?.as === 'summary') waiting.push(`[Earlier, in short: ${fate.summary ?? ''}]`);
      if (fate?.as !== 'raw') continue;
      const [first, ...rest] = rawMessages(exchange);
      if (!first) continue;
      const lead = waiting.join('\n');
      waiting = [];
      if (lead !== '' && first.role !== 'user') messages.push({ role: 'user', content: lead });
      messages.push(
        lead !== '' && first.role === 'user' ? { ...first, content: `${lead}\n\n${first.content}` } : first,
        ...rest,
      );
    }
    if (waiting.length > 0) messages.push({ role: 'user', content: waiting.join('\n') });
    return messages;
  }

  #report(): ContextReport {
    const pieces: ContextPiece[] = [];
    for (const exchange of this.#exchanges) {
      const fate = this.#fates.get(exchange.number);
      if (!fate) continue;
      const last = pieces.at(-1);
      if (last && joins(last, fate, exchange)) {
        const [from] = last.exchanges;
        const raw = last.raw + exchange.tokens;
        pieces[pieces.length - 1] = {
          ...last,
          exchanges: [from, exchange.number],
          tokens: last.tokens + fate.tokens,
          raw,
        };
      } else {
        const [{ id: turn }] = exchange.turns;
        pieces.push({ exchanges: [exchange.number, exchange.number], turn, raw: exchange.tokens, ...fate });
      }
    }
    return {
      pieces,
      tokens: this.#tokens,
      ...(this.budget === undefined ? {} : { budget: this.budget }),
      ...(this.similarity === undefined ? {} : { similarity: this.similarity }),
      ...(this.#estimated ? { estimated: true } : {}),
      ...(this.#notes.length > 0 ? { notes: this.#notes } : {}),
    };
  }
}

function joins(last: ContextPiece, fate: Fate, exchange: Exchange): boolean {
  const plain = last.similarity === undefined && fate.similarity === undefined && fate.as !== 'summary';
  return plain && last.as === fate.as && last.why === fate.why && last.exchanges[1] === exchange.number - 1;
}

/** Two digits: what comes of the rest is noise in a trace. */
function alike(similarity: number | undefined): Pick<ContextPiece, 'similarity'> {
  return similarity === undefined ? {} : { similarity: Math.round(similarity * 1e6) / 1e6 };
}
