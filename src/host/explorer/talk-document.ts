// The talk of a test or probe as a read-only Markdown document: who said what, what was expected, what the ledger says. Pure.
import type { Turn } from '../../play/events.ts';
import type { CaseResult, CaseRun } from '../../suite/events.ts';

/** The few words that a reader sees, already in their language. */
export interface TalkWords {
  readonly you: string;
  readonly outcome: (run: CaseRun, of: CaseResult) => string;
  readonly share: (result: CaseResult) => string;
  readonly broken: string;
  readonly unsure: string;
  readonly model: string;
  readonly nothing: string;
}

export interface TalkDocument {
  readonly text: string;
  /** Line, from 0, on which the turn with an id begins. */
  readonly lines: ReadonlyMap<string, number>;
}

/** The whole document. What was said stands in fences that it cannot close itself. */
export function talkDocument(persona: string, result: CaseResult, run: CaseRun, words: TalkWords): TalkDocument {
  const model = result.model?.label;
  const facts = [
    words.outcome(run, result),
    words.share(result),
    model === undefined ? '' : `${words.model}: ${model}`,
    result.user ? `${headingOf(result.case.simulated?.asker.name ?? '')}: ${result.user.label}` : '',
    ...run.labels,
    run.failure?.message ?? '',
  ].filter((fact) => fact !== '');
  let text = `# ${result.case.title}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n`;
  if (run.turns.length === 0) text += `\n${words.nothing}\n`;
  const lines = new Map<string, number>();
  for (const turn of run.turns) {
    lines.set(turn.id, text.split('\n').length);
    text += turnText(persona, turn, run, words);
  }
  return { text, lines };
}

function turnText(persona: string, turn: Turn, run: CaseRun, words: TalkWords): string {
  const who = turn.speaker === 'user' ? headingOf(turn.name ?? words.you) : persona;
  const fence = fenceFor(turn.text);
  const told = run.checks.filter(({ turn: of, state }) => of === turn.id && (state === 'failed' || state === 'unsure'));
  const notes = told.map(({ state, expected, why }) => {
    return `- ${state === 'failed' ? `✗ ${words.broken}` : `? ${words.unsure}`}: ${expected}. ${why}\n`;
  });
  return `\n## ${who}\n\n${fence}\n${turn.text}\n${fence}\n${notes.length > 0 ? `\n${notes.join('')}` : ''}`;
}

/** A name of a file as one line of a heading, without what Markdown would act on. */
function headingOf(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|!]/g, '');
}

/** One backtick more than the longest run inside, and three at least. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
