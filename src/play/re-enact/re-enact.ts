// An example, a scene or a talk played afresh in another language: first the persona's wording, then the dialogue, each asked for anew, read
// whole, and checked by programs; rejected once, asked for again once, then reported. In: an empty talk. Out: its lines and notes.
import type { Message } from '../../lang/prompt.ts';
import { call, newRun, type RunPlace } from '../call.ts';
import type { PlayEvent, SentRequest, Turn } from '../events.ts';
import { follow, tell } from '../follow.ts';
import { judgeTurns } from '../judge-turns.ts';
import { put } from '../put.ts';
import type { PlayDeps, Run } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { checkLanguage, isLeak } from './check-language.ts';
import { type LanguageTag, readLanguage } from './language-tag.ts';
import type { LanguageChecks, ReEnactNote, ReEnactPart } from './re-enact-notes.ts';
import { type PartRead, readScript, readWording, type WrittenLine } from './read-parts.ts';
import { dialogueRequest, wordingRequest } from './requests.ts';
import { type ReEnact, type ReEnactSource, sourceOf } from './source.ts';

/** Requests that one language takes: two parts, each asked for once more where it is rejected. */
export const reEnactRequests = { least: 2, most: 4 } as const;

export const needsModel =
  'To play it afresh in another language needs a language model. The offline understudy only says what the file says.';

/** Where a model fails, `failed` is the last event; otherwise a note says how it ended. Nothing is said before the dialogue is whole. */
export async function* reEnact(state: SessionState, what: ReEnact, deps: PlayDeps, signal: AbortSignal): Run {
  const target = readLanguage(what.language);
  if (!target || deps.model.identity.provider === 'understudy') {
    const message = target ? needsModel : `“${what.language}” is no language that has a name or a BCP-47 tag.`;
    const failure = { reason: 'other', message, action: target ? 'select-model' : 'none' } as const;
    return yield* tell(state, { type: 'failed', turn: undefined, failure, partial: '' });
  }
  const source = sourceOf(state.persona, what, target, state.values, deps.measures);
  const about = { language: target.tag, name: target.name, from: source.language.tag, of: source.title } as const;
  const told = (more: Pick<ReEnactNote, 'state' | 'why' | 'checks'>): Extract<PlayEvent, { type: 'noted' }> => {
    const { event, commonGround } = source;
    return { type: 'noted', note: { kind: 're-enactment', ...about, event, commonGround, ...more } };
  };
  let now = yield* tell(state, told({ state: 'going' }));
  if (target.code === source.language.code) {
    return yield* tell(now, told({ state: 'rejected', why: `It is in ${target.name} already.` }));
  }
  const place = newRun(deps);
  const bounds: Bounds = { place, target, source, deps, signal };
  const wording = yield* part(
    now,
    'wording',
    (fault) => wordingRequest(source, target, fault),
    readWording,
    (line) => line,
    bounds,
  );
  now = wording.state;
  if (!wording.found) return now.failure ? now : yield* tell(now, told({ state: 'rejected', why: wording.why }));
  const { value: lines, request, checks } = wording.found;
  now = yield* tell(now, {
    type: 'noted',
    note: { kind: 'wording', language: target.tag, request: request.id, lines, checks },
  });
  const names = source.speakers.map(({ name }) => name);
  const script = yield* part(
    now,
    'dialogue',
    (fault) => dialogueRequest(source, target, lines, fault),
    (text) => readScript(text, names),
    ({ text }) => text,
    bounds,
  );
  now = script.state;
  if (!script.found) return now.failure ? now : yield* tell(now, told({ state: 'rejected', why: script.why }));
  for (const line of script.found.value) now = yield* say(now, line, script.found, bounds);
  return yield* tell(now, told({ state: 'done', checks: script.found.checks }));
}

interface Bounds {
  readonly place: RunPlace;
  readonly target: LanguageTag;
  readonly source: ReEnactSource;
  readonly deps: PlayDeps;
  readonly signal: AbortSignal;
}

interface Found<T> {
  readonly value: readonly T[];
  readonly request: SentRequest;
  readonly checks: LanguageChecks;
  readonly labels: readonly string[];
}

/** Asks for one part, twice at most. `found` is undefined where both were rejected (`why`), or the model failed (the state says so). */
async function* part<T>(
  state: SessionState,
  name: ReEnactPart,
  request: (fault: string | undefined) => readonly Message[],
  read: (text: string) => PartRead<T>,
  words: (one: T) => string,
  { place, target, source, deps, signal }: Bounds,
): AsyncGenerator<
  PlayEvent,
  { readonly state: SessionState; readonly found: Found<T> | undefined; readonly why: string }
> {
  let now = state;
  let why = '';
  for (let attempt = 0; attempt < 2; attempt++) {
    const messages = request(attempt === 0 ? undefined : why);
    const step = `${name} in ${target.tag}`;
    const { state: after, value } = yield* follow(now, call(place, { step, messages }, deps, signal));
    now = after;
    if (!value.ok) return { state: now, found: undefined, why };
    const text = value.replies[0].text;
    const got = read(text);
    const verdict = got.ok ? checkLanguage(got.value.map(words), target, source.language, deps.measures.language) : got;
    if (got.ok && verdict.ok && 'checks' in verdict) {
      const checks = { ...verdict.checks, repaired: got.repaired };
      return { state: now, found: { value: got.value, request: value.request, checks, labels: value.labels }, why };
    }
    why = verdict.ok ? '' : verdict.why;
    const note = {
      kind: 're-enactment rejected',
      language: target.tag,
      part: name,
      request: value.request.id,
      text,
      why,
    } as const;
    now = yield* tell(now, { type: 'noted', note });
  }
  return { state: now, found: undefined, why };
}

/** One line of the dialogue, with how it was obtained and what is odd about it; the persona's with its verdicts. */
function* say(state: SessionState, line: WrittenLine, found: Found<WrittenLine>, { target, source, deps }: Bounds) {
  const speaker = source.speakers.find(({ name }) => name === line.speaker);
  const key = speaker?.key ?? line.speaker;
  const leak = isLeak(line.text, source.language, deps.measures.language);
  const labels = [
    `played afresh in ${target.name}`,
    ...(found.checks.language === 'unsure' ? ['its language is unsure'] : []),
    ...(leak ? [`in ${source.language.name}`] : []),
    ...found.labels,
  ];
  const said: Turn = {
    id: deps.ids(),
    speaker: key,
    ...(key === 'self' || key === 'user' ? {} : { name: line.speaker }),
    text: line.text,
    model: found.request.model,
    request: found.request.id,
    labels,
  };
  return yield* put(state, key === 'self' ? { ...said, ...judgeTurns(state, said, deps.measures) } : said);
}
