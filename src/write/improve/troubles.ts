// What there is to improve, in words with their places: failing tests and broken probes, findings, replies that were disliked or written over.
// In: results, problems, records of a talk. Out: troubles. Asks nobody; every word in them may be by others.
import type { Tree } from '../../lang/tree.ts';
import type { Turn } from '../../play/events.ts';
import { type Preference, withoutPair } from '../../play/preference.ts';
import { eventsOf } from '../../play/restore.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { pathTo } from '../../play/tree.ts';
import type { CaseResult } from '../../suite/events.ts';
import type { FindProblems } from '../make-patch.ts';
import type { Trouble } from '../offer.ts';

/** A trouble whose lines are known one by one, so that a quote points at its turn. */
export interface KnownTrouble extends Trouble {
  /** Id of the case, where a case of the suite shows whether it is mended. */
  readonly case?: string;
  readonly lines?: readonly { readonly turn: string; readonly text: string }[];
}

/** One for each test or probe that fails now and then, with the talk of its first failed run. */
export function troublesOfResults(results: readonly CaseResult[]): readonly KnownTrouble[] {
  return results.flatMap((result): KnownTrouble[] => {
    const run = result.runs.find(({ outcome }) => outcome === 'failed');
    if (!run) return [];
    const { id, kind, title, origin } = result.case;
    const whys = run.checks.filter(({ state, counts }) => state === 'failed' && counts).map(({ why }) => why);
    const passed = `${result.passed} of ${result.passed + result.failed} runs passed.`;
    const lines = run.turns.map(lineOf);
    const text = [passed, ...new Set(whys), ...lines.map((line) => line.text)].join('\n');
    return [{ kind, title, case: id, origin, lines, text }];
  });
}

/** Errors and warnings of the file, each once. */
export function troublesOfFindings(base: Tree, find: FindProblems): readonly KnownTrouble[] {
  const found = find(base.text, base.uri).filter(({ severity }) => severity !== 'hint');
  return found.map(({ code, message, range }) => {
    const line = base.lines.positionAt(range.start).line + 1;
    const stands = base.text.slice(range.start, range.end).split(/\r\n|\n|\r/u)[0] ?? '';
    const text = `Line ${line}: ${stands}\n${message}`;
    return { kind: 'finding', title: code, origin: { uri: base.uri, range }, text };
  });
}

/** What a person said of replies: one found better than another, one written over. Picks that were taken back count no more. */
export function troublesOfTalk(records: readonly TraceRecord[]): readonly KnownTrouble[] {
  const tree: Turn[] = [];
  let preferences: readonly Preference[] = [];
  for (const event of eventsOf(records)) {
    if (event.type === 'turn' || event.type === 'replied') {
      const at = tree.findLastIndex(({ id }) => id === event.turn.id);
      if (at < 0) tree.push(event.turn);
      else tree[at] = event.turn;
    } else if (event.type === 'preferred')
      preferences = [...withoutPair(preferences, event.preference.turns), event.preference];
    else if (event.type === 'withdrawn') preferences = withoutPair(preferences, event.turns);
  }
  const preferred = preferences.map(({ chosen, rejected, by, turns: [better, worse] }): KnownTrouble => {
    const lines = [
      ...heardBefore(tree, worse),
      { turn: worse, text: `self, disliked: ${rejected}` },
      { turn: better, text: `self, preferred: ${chosen}` },
    ];
    return talkTrouble(`A reply that ${by === 'author' ? 'the author' : by} disliked`, lines);
  });
  const edited = tree.flatMap((turn): KnownTrouble[] => {
    const old = turn.speaker === 'self' ? tree.find(({ id }) => id === turn.edited) : undefined;
    if (!old || old.text === turn.text) return [];
    const lines = [
      ...heardBefore(tree, old.id),
      { turn: old.id, text: `self, as said: ${old.text}` },
      { turn: turn.id, text: `self, as the author wrote it over: ${turn.text}` },
    ];
    return [talkTrouble('A reply that the author wrote over', lines)];
  });
  return [...preferred, ...edited];
}

function talkTrouble(title: string, lines: NonNullable<KnownTrouble['lines']>): KnownTrouble {
  return { kind: 'talk', title, lines, text: lines.map(({ text }) => text).join('\n') };
}

/** The lines that lead to a turn: the last few are enough to see why. */
function heardBefore(tree: readonly Turn[], turn: string): NonNullable<KnownTrouble['lines']> {
  return pathTo(tree, turn).slice(0, -1).slice(-reach).map(lineOf);
}

const reach = 6;

function lineOf({ id, speaker, name, text }: Turn) {
  return { turn: id, text: `${name ?? speaker}: ${text}` };
}
