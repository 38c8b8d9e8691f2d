// What one actor is asked, and no more: its own prompt, what the others and the scene let it see, the lines it heard. In: a session with a
// scene. Out: a request. Invariant: whatever an actor may not know is not in it, in no form.
import { compile } from '../../lang/compile.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Stage } from '../../lang/persona.ts';
import type { Message } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import type { Values } from '../../lang/value.ts';
import type { ChatModel } from '../../model/port.ts';
import { valuesOf } from '../../rules/judge.ts';
import { momentAt } from '../../rules/moment.ts';
import { speakersOf } from '../../rules/rule-book.ts';
import { stageNow } from '../../rules/stage.ts';
import type { Call } from '../call.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { heardBy } from './actor-side.ts';
import { viewOf } from './hearing.ts';
import { actorsOf, namesOf, partiesOf, partyName } from './parties.ts';
import type { SceneActor } from './setup.ts';

export interface ActorCallOptions {
  /** What it is asked for; default `line`. */
  readonly step?: string;
  /** Said behind the talk for this one request, and kept nowhere. */
  readonly remark?: string;
  /** Text of more sections of the prompt for this one request, each with its heading. */
  readonly sections?: readonly { readonly title: string; readonly text: string }[];
  /** Whether thoughts are asked for; default: as the scene has it. False where the answer is no line. */
  readonly thinking?: boolean;
  /** Who is asked; default: the model of the actor. */
  readonly model?: ChatModel;
}

/** The request as it will be sent, compiled for this very line. */
export function actorCall(
  state: SessionState,
  actor: SceneActor,
  deps: PlayDeps,
  options: ActorCallOptions = {},
): Call {
  const model = options.model ?? modelOf(deps, actor.key);
  const thinking = options.thinking ?? thinks(state, actor);
  const prompt = promptOf(state, actor, deps, thinking);
  const own = (options.sections ?? []).map(({ title, text }) => ({
    name: 'state' as const,
    title,
    pieces: [{ text, origin: undefined }],
  }));
  const rendered = render(
    { ...prompt, sections: [...prompt.sections, ...own] },
    talkOf(state, actor, thinking, options.remark),
    {
      budget: deps.budget,
      tokens: deps.measures.tokens,
      systemRole: model.capabilities.systemRole,
    },
  );
  const { messages, dropped, lore, folded, tokens } = rendered;
  // An actor hears another talk than the whole one: which of its messages woke a fact is no turn of ours.
  const traces = lore.length > 0 ? { lore: lore.map(({ message: _message, ...trace }) => trace) } : {};
  return { step: options.step ?? 'line', actor: actor.key, model, messages, dropped, folded, tokens, ...traces };
}

/** The model chosen for an actor; that of the persona where none was. */
export function modelOf(deps: PlayDeps, key: string): ChatModel {
  return deps.cast && Object.hasOwn(deps.cast, key) ? (deps.cast[key] ?? deps.model) : deps.model;
}

/** Whether an actor is asked for thoughts: the scene says so, or it thinks in the scene or in an example of its own. */
export function thinks({ scene }: SessionState, { key, persona }: SceneActor): boolean {
  if (key === 'narrator' || !scene) return false;
  const { thinking, lines } = scene.scene;
  if (thinking !== undefined) return thinking;
  const inScene = key === 'self' && lines.some(({ thought }) => thought);
  return inScene || persona.examples.some((example) => example.lines.some(({ thought }) => thought));
}

/** `{{turn}}` and `{{stage}}` from the actor's side, and the values that a caller gave the persona whose scene it is. */
export function actorValues(state: SessionState, actor: SceneActor, deps: Pick<PlayDeps, 'measures'>): Values {
  const heard = heardBy(state, actor);
  const { turn } = momentAt(heard, heard.length, {});
  const stage = stageOf(state, actor, deps.measures);
  return { turn, ...(stage ? { stage: stage.name.text } : {}), ...givenTo(state, actor) };
}

/** The stage of its own plan that an actor is in, by what it heard and said. */
export function stageOf(state: SessionState, actor: SceneActor, measures: Measures = {}): Stage | undefined {
  const given = givenTo(state, actor);
  const known = valuesOf(actor.book, state.user === undefined ? given : { user: state.user, ...given });
  return stageNow(actor.persona, speakersOf(actor.persona), heardBy(state, actor), known, measures);
}

function givenTo(state: SessionState, { key }: SceneActor): Values {
  return key === 'self' ? state.values : {};
}

function promptOf(state: SessionState, actor: SceneActor, deps: PlayDeps, thinking: boolean) {
  const others = actorsOf(state).filter(({ key }) => key !== actor.key);
  const present = partiesOf(state).filter(({ key }) => key !== actor.key);
  return compile(actor.persona, {
    values: actorValues(state, actor, deps),
    user: state.user,
    scene: state.scene?.scene,
    as: actor.key,
    aka: namesOf(actor),
    others,
    present: present.map(({ name }) => name),
    // Who reads along at the screen is not there; the user is, where the scene has one.
    listeners: present.map((party) => namesOf(others.find(({ key }) => key === party.key) ?? party)),
    thinking,
  });
}

function talkOf(
  state: SessionState,
  actor: SceneActor,
  thinking: boolean,
  remark: string | undefined,
): readonly Message[] {
  const talkers = partiesOf(state).filter(({ key }) => key !== actor.key);
  const view = viewOf(state.turns, actor.key, {
    name: (turn) => turn.name ?? partyName(state, turn.speaker),
    named: talkers.length > 1,
    thinking,
  });
  const last = view.at(-1);
  const cue = remark ?? (last?.role === 'user' ? undefined : last ? goOn : begin);
  if (cue === undefined) return view;
  if (last?.role !== 'user') return [...view, { role: 'user', content: cue }];
  return [...view.slice(0, -1), { role: 'user', content: `${last.content}\n\n${cue}` }];
}

// A model answers turns: where nobody spoke to it, it is told so.
const begin = '(The scene begins. You speak first.)';
const goOn = '(Nobody says anything. Go on.)';
