// What there is to improve, in words with their places: failing tests and broken probes, findings, replies that were disliked or written over.
// In: results, problems, records of a talk. Out: troubles. Asks nobody; every word in them may be by others.
import type { Tree } from '../../lang/tree.ts';
import type { Turn } from '../../play/events.ts';
import type { CaseResult } from '../../suite/events.ts';
import type { FindProblems } from '../make-patch.ts';
import type { Trouble } from '../offer.ts';
import { saidWords } from '../said.ts';

/** One for each test or probe that fails now and then, with the talk of its first failed run. */
export function troublesOfResults(results: readonly CaseResult[]): readonly Trouble[] {
  return results.flatMap((result): Trouble[] => {
    const run = result.runs.find(({ outcome }) => outcome === 'failed');
    if (!run) return [];
    const { id, kind, title, origin } = result.case;
    const whys = run.checks.filter(({ state, counts }) => state === 'failed' && counts).map(({ why }) => why);
    const passed = `${result.passed} of ${result.passed + result.failed} runs passed.`;
    const lines = run.turns.map((turn, index) => lineOf(turn, index + 1, title));
    const text = [passed, ...new Set(whys), ...lines.map((line) => line.text)].join('\n');
    return [{ kind, title, case: id, origin, lines, text }];
  });
}

/** Errors and warnings of the file, each once. */
export function troublesOfFindings(base: Tree, find: FindProblems): readonly Trouble[] {
  const found = find(base.text, base.uri).filter(({ severity }) => severity !== 'hint');
  return found.map(({ code, message, range }) => {
    const line = base.lines.positionAt(range.start).line + 1;
    const stands = base.text.slice(range.start, range.end).split(/\r\n|\n|\r/u)[0] ?? '';
    const text = `Line ${line}: ${stands}\n${message}`;
    return { kind: 'finding', title: code, origin: { uri: base.uri, range }, text };
  });
}

function lineOf({ id, speaker, name, text }: Turn, number: number, test: string) {
  const who = name ?? (speaker === 'self' ? 'persona' : speaker);
  return { turn: id, text: `${name ?? speaker}: ${text}`, said: saidWords(number, who, test) };
}
