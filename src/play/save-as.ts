// A talk, or its beginning, as the dialogue of a new `example`, `test` or `scene`. In: turns and what is wanted of them. Out: lines for
// `lang/edit`. Thoughts of others stay theirs; who has no place in such a block is heard as the user, under a name.
import type { DialogueWord, NewDialogue, SpokenLine } from '../lang/edit/dialogue.ts';
import { mayBeCast } from '../lang/edit/dialogue.ts';
import { nameKey } from '../lang/name.ts';
import type { CastMember } from '../lang/persona.ts';
import type { Turn } from './events.ts';

export interface SaveWish {
  readonly word: DialogueWord;
  readonly title: string;
  /** Of a test: ids of rules that each reply they apply to has to keep, or to break. */
  readonly keeps?: readonly string[];
  readonly breaks?: readonly string[];
  /** Of a test: write the replies down, so that no model is asked for them. */
  readonly replies?: boolean;
  /** Who was in scenes of the file: their `with:` is written again. */
  readonly cast?: readonly CastMember[];
}

/** The dialogue of these turns, in their order. */
export function dialogueOf(turns: readonly Turn[], wish: SaveWish): NewDialogue {
  const { word, title } = wish;
  const lines: SpokenLine[] = [];
  const with_ = new Map<string, string>();
  for (const turn of word === 'scene' ? turns : withoutGreeting(turns)) {
    if (turn.thought && turn.speaker !== 'self') continue;
    if (word === 'test' && turn.speaker === 'self') {
      lines.push(...expected(lines, turn, wish));
      continue;
    }
    lines.push(lineOf(turn, wish, with_));
  }
  return { word, title, cast: [...with_.values()], lines };
}

/** How often each rule that applied was kept and broken after the greeting, most broken first. */
export function ruleStates(
  turns: readonly Turn[],
): readonly { readonly rule: string; readonly kept: number; readonly broken: number }[] {
  const counts = new Map<string, { kept: number; broken: number }>();
  for (const { verdicts = [] } of withoutGreeting(turns)) {
    for (const { rule, state } of verdicts) {
      if (state !== 'kept' && state !== 'broken') continue;
      const count = counts.get(rule) ?? { kept: 0, broken: 0 };
      count[state]++;
      counts.set(rule, count);
    }
  }
  return [...counts].map(([rule, count]) => ({ rule, ...count })).sort((a, b) => b.broken - a.broken);
}

/** What the file says by itself before anybody spoke is no part of a dialogue. */
function withoutGreeting(turns: readonly Turn[]): readonly Turn[] {
  const first = turns.findIndex(({ speaker, origin }) => speaker !== 'self' || origin === undefined);
  return first < 0 ? [] : turns.slice(first);
}

/** A reply in a test: expectations on it, behind the user's line or the reply as it was given. Takes the line it hangs on off the list. */
function expected(
  lines: SpokenLine[],
  reply: Turn,
  { keeps = [], breaks = [], replies = false }: SaveWish,
): SpokenLine[] {
  if (reply.thought) return [];
  const applies = (reply.verdicts ?? []).filter(({ state }) => state === 'kept' || state === 'broken');
  const named = (wanted: readonly string[]) => applies.map(({ rule }) => rule).filter((rule) => wanted.includes(rule));
  const expectations = { keeps: named(keeps), breaks: named(breaks) };
  if (replies) return [{ speaker: 'self', text: reply.text, ...expectations }];
  const asked = lines.at(-1);
  if (!asked) return [];
  lines.pop();
  return [{ ...asked, ...expectations }];
}

function lineOf(turn: Turn, { word, cast = [] }: SaveWish, with_: Map<string, string>): SpokenLine {
  const { speaker, name = speaker, text, thought } = turn;
  if (speaker === 'self') return { speaker: thought ? 'self thinks' : 'self', text };
  if (speaker === 'user' || speaker === 'narrator') return { speaker, text };
  if (word !== 'scene' || !mayBeCast(word, name)) return { speaker: 'user', text: `${name}: ${text}` };
  with_.set(
    speaker,
    castElement(
      cast.find(({ key }) => key === speaker),
      name,
    ),
  );
  return { speaker: name, text };
}

/** As `with:` takes it: the file of a scene before, called so, or the name alone. */
function castElement(member: CastMember | undefined, name: string): string {
  if (member?.path === undefined) return name;
  const stem = member.path.slice(member.path.lastIndexOf('/') + 1).replace(/\.persona$/iu, '');
  return nameKey(stem) === nameKey(name) ? member.path : `${member.path} as ${name}`;
}
