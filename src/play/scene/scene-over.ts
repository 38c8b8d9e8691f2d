// Whether a scene is over, asked after each line: what the scene says, decided by looking. In: a session. Out: why, or nothing. No model is
// asked; `closing lines` are compared by the similarity given, by words in common where there is none.
import type { SourceText } from '../../lang/source-text.ts';
import { similarityOf } from '../../model/fallbacks/lexical.ts';
import { valuesOf } from '../../rules/judge.ts';
import { type Moment, momentAt } from '../../rules/moment.ts';
import type { Phrase } from '../../rules/phrase.ts';
import { readPhrases } from '../../rules/read-clause.ts';
import { speakersOf } from '../../rules/rule-book.ts';
import { testLine } from '../../rules/test-phrase.ts';
import type { TalkMessage } from '../../rules/verdict.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { overLabel } from './clean-line.ts';
import { isPlayed } from './next-speaker.ts';
import { partyName } from './parties.ts';
import type { SceneEnd } from './scene-notes.ts';
import type { SceneSetup } from './setup.ts';
import { closingIn, goodbyeIn, tokenJaccard } from './stop-rules.ts';

/** After how many lines a scene ends that does not say so. */
export const turnsWhereNotSaid = 20;

/** How many lines have been played, and how many may be. */
export function progressOf(state: SessionState): { readonly played: number; readonly limit: number } {
  const { scene } = state;
  return { played: state.turns.filter(isPlayed).length, limit: scene ? linesAtMost(scene) : turnsWhereNotSaid };
}

/** After how many lines a scene ends at the latest. */
export function linesAtMost(setup: SceneSetup): number {
  return setup.protocol.lines?.(setup) ?? setup.scene.turns ?? turnsWhereNotSaid;
}

/** Why it is over with the line said last; undefined: it goes on. Conditions first, the limit last. */
export async function sceneOver(
  state: SessionState,
  deps: PlayDeps,
  signal: AbortSignal,
): Promise<SceneEnd | undefined> {
  const { scene: setup } = state;
  // Behind a line a narrator may have told how it turned out.
  const last = state.turns.findLast(isPlayed);
  if (!setup || !last) return setup?.protocol.over?.(state, setup);
  const { endsWhen, goalWhen, stops } = setup.scene;
  const by = last.speaker;
  const who = partyName(state, by);
  const goal = holding(state, goalWhen, deps);
  if (goal) return { reason: 'goal', why: `The goal is reached: \`goal reached when: ${goal}\`.`, by };
  const ended = holding(state, endsWhen, deps);
  if (ended) return { reason: 'condition', why: `\`ends when: ${ended}\` holds.`, by };
  if (last.labels?.includes(overLabel))
    return { reason: 'mark', why: `${who} says with \`${stops.mark?.value ?? ''}\` that it is over.`, by };
  const goodbye = goodbyeIn(
    last.text,
    stops.goodbyes.map(({ value }) => value),
  );
  if (goodbye !== undefined) return { reason: 'goodbye', why: `${who} says “${goodbye}”.`, by };
  const again = repetition(state, stops.repeatsAbove);
  if (again !== undefined)
    return {
      reason: 'repetition',
      why: `${who} says nearly the same as before: ${again.toFixed(2)} of the words.`,
      by,
    };
  const closing = await closingIn(
    last.text,
    stops.closing.map(({ value }) => value),
    stops.closingAbove,
    similarityOf(deps.similarity ?? deps.model.similarity),
    signal,
  );
  if (closing)
    return {
      reason: 'closing',
      why: `${who} says something like “${closing.line}” (${closing.share.toFixed(2)}, ${closing.label}).`,
      by,
      labels: [closing.label],
    };
  const own = setup.protocol.over?.(state, setup);
  if (own) return own;
  const { played, limit } = progressOf(state);
  return played >= limit ? { reason: 'turns', why: `${limit} lines were said, and no more are wanted.` } : undefined;
}

/** How much of the speaker's last line its one before has, where that is too much. */
function repetition({ turns }: SessionState, above: number | undefined): number | undefined {
  const last = turns.at(-1);
  if (above === undefined || !last) return undefined;
  const before = turns.slice(0, -1).findLast(({ speaker, thought }) => speaker === last.speaker && !thought);
  const share = before ? tokenJaccard(before.text, last.text) : 0;
  return share > above ? share : undefined;
}

/** The first of these lines that holds now, as written. It sees all that is said aloud, whoever hears it. */
function holding(state: SessionState, texts: readonly SourceText[], deps: PlayDeps): string | undefined {
  if (texts.length === 0) return undefined;
  const messages = state.turns
    .filter(({ thought }) => !thought)
    .map(({ speaker, text: content }): TalkMessage => {
      if (speaker === 'self') return { role: 'assistant', content };
      return { role: 'user', content, ...(speaker === 'user' ? {} : { name: speaker }) };
    });
  const values = valuesOf(state.book, state.user === undefined ? state.values : { user: state.user, ...state.values });
  const moment = momentAt(messages, messages.length, values, deps.measures);
  const speakers = speakersOf(state.persona);
  const holds = (text: SourceText) =>
    (readPhrases(text, 'condition', speakers).phrases ?? []).some((phrase) => phraseHolds(phrase, moment));
  return texts.find(holds)?.value;
}

/** `self says` is not asked of a reply to come but of the line just said. */
function phraseHolds(phrase: Phrase, moment: Moment): boolean {
  return testLine([phrase], '', moment).is === 'yes';
}
