// The lines on the path and the notes made between them, in the order they came about: what was learnt on another branch is left out. In: the
// talk and the notes. Out: one list. Pure.
import type { StageNote } from './stage-state.ts';
import type { PanelState } from './state.ts';
import type { TurnEntry } from './talk-state.ts';

export type StageEntry = { readonly line: TurnEntry['turn'] } | { readonly note: StageNote };

export function stageJournal({ talk, parts }: Pick<PanelState, 'talk' | 'parts'>): readonly StageEntry[] {
  const at = Map.groupBy(parts.stage.notes, ({ after }) => after);
  const notes = (line: string | undefined) => (at.get(line) ?? []).map((note) => ({ note }));
  const lines = talk.entries.flatMap((entry) => (entry.kind === 'turn' ? [entry.turn] : []));
  return [...notes(undefined), ...lines.flatMap((line) => [{ line }, ...notes(line.id)])];
}

/** Notes of one kind on the path. */
export function notesOf<K extends StageNote['kind']>(
  journal: readonly StageEntry[],
  kind: K,
): readonly Extract<StageNote, { readonly kind: K }>[] {
  return journal.flatMap((entry) => ('note' in entry && isOf(entry.note, kind) ? [entry.note] : []));
}

function isOf<K extends StageNote['kind']>(note: StageNote, kind: K): note is Extract<StageNote, { readonly kind: K }> {
  return note.kind === kind;
}

/** What somebody in the scene is called. */
export function stageName({ parts, status, words }: PanelState, key: string): string {
  if (key === 'self') return status.persona?.name ?? key;
  if (key === 'user') return words.you;
  if (key === 'narrator') return words.narrator;
  return parts.stage.began?.cast.find((member) => member.key === key)?.name ?? key;
}
