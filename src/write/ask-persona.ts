// A question whose answer is text of the language: the primer goes along, the answer is taken out of its fence and read by our parser; where
// it has errors, they are sent back once. In: what to write. Out: events, then the text with whatever problems are left. Never throws.
import { parse } from '../lang/parse.ts';
import { primer } from '../lang/primer.ts';
import type { Problem } from '../lang/problems.ts';
import type { Message } from '../lang/prompt.ts';
import type { ModelFailure } from '../model/port.ts';
import type { RunPlace } from '../play/call.ts';
import { askText } from './ask-json.ts';
import type { WriteDeps } from './deps.ts';
import type { WriteEvent } from './events.ts';

export interface PersonaQuestion {
  readonly step: string;
  /** What to write, and from what. The primer and the form of the answer are put before it. */
  readonly messages: readonly Message[];
  readonly temperature?: number;
  readonly maxTokens?: number;
}

export type PersonaAsked =
  | {
      readonly ok: true;
      readonly text: string;
      /** Errors that are left, with ranges in `text`. */
      readonly problems: readonly Problem[];
      readonly again: boolean;
    }
  /** `text`: what was answered; empty where nothing was. */
  | { readonly ok: false; readonly failure: ModelFailure; readonly text: string };

/** Asks, and once more where what was written has errors or is nothing of the language. */
export async function* askPersona(
  question: PersonaQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, PersonaAsked> {
  const messages: Message[] = [{ role: 'system', content: writerRole() }, ...question.messages];
  const first = yield* askText({ ...question, messages }, place, deps, signal);
  if (!first.ok) return { ok: false, failure: first.failure, text: first.partial };
  const said = first.reply.text;
  const read = readPersonaText(said);
  if (read.text !== '' && read.problems.length === 0) return { ok: true, ...read, again: false };
  const again: Message[] = [
    ...messages,
    { role: 'assistant', content: said },
    { role: 'user', content: repairWords(read) },
  ];
  const second = yield* askText(
    { ...question, step: `${question.step} repaired`, messages: again },
    place,
    deps,
    signal,
  );
  // What came first may still be of use, with its problems shown.
  if (!second.ok)
    return read.text === '' ? { ok: false, failure: second.failure, text: said } : { ok: true, ...read, again: true };
  const repaired = readPersonaText(second.reply.text);
  const better = repaired.text !== '' && (read.text === '' || repaired.problems.length <= read.problems.length);
  const kept = better ? repaired : read;
  return kept.text === '' ? { ok: false, failure: notWritten, text: said } : { ok: true, ...kept, again: true };
}

/** Text of the language out of an answer: the last fence that holds a block, else the whole; empty where there is no block in it. */
export function readPersonaText(answer: string): { readonly text: string; readonly problems: readonly Problem[] } {
  const fences = [...answer.matchAll(/^[ \t]*```[^\n]*\n([\s\S]*?)^[ \t]*```[ \t]*$/gmu)].map(
    (match) => match[1] ?? '',
  );
  for (const candidate of [...fences.reverse(), answer]) {
    const text = candidate.trim() === '' ? '' : `${candidate.trimEnd()}\n`;
    const tree = parse(text, 'proposal:persona');
    if (!tree.blocks.some(({ word }) => word !== undefined)) continue;
    return { text, problems: tree.problems.filter(({ severity }) => severity === 'error') };
  }
  return { text: '', problems: [] };
}

function writerRole(): string {
  return `You write persona files for language models, in a small language of their own.\n\n${primer()}\nAnswer with the file, or the blocks that are asked for, in one \`\`\`persona fence, and nothing else.`;
}

function repairWords({ text, problems }: ReturnType<typeof readPersonaText>): string {
  if (text === '')
    return 'There is no block of the language in that. Write it again as a `.persona` text in one fence.';
  const { lines } = parse(text, 'proposal:persona');
  const told = problems
    .slice(0, 20)
    .map(({ range, message }) => `line ${lines.positionAt(range.start).line + 1}: ${message}`);
  return `That does not read as the language:\n${told.join('\n')}\nWrite all of it again, mended, in one fence.`;
}

const notWritten: ModelFailure = {
  reason: 'bad-answer',
  message: 'The model wrote nothing that can be read as a persona, twice. Try another model.',
  action: 'select-model',
};
