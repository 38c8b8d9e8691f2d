// The options of `dramatis play` that ask for a scene, as what is played and by whom. Reads the files of the cast; asks the user about
// addresses, and no model anything.
import { fileURLToPath } from 'node:url';
import { UserError } from '../base/user-error.ts';
import { nameKey } from '../lang/name.ts';
import type { Persona, Scene } from '../lang/persona.ts';
import type { ChatModel } from '../model/port.ts';
import { type Arena, arenaPrinciples } from '../play/scene/arena.ts';
import { narratorActor } from '../play/scene/parties.ts';
import { setScene } from '../play/scene/scene-setup.ts';
import type { SceneActor, SceneSetup } from '../play/scene/setup.ts';
import { readRules } from '../rules/rule-book.ts';
import { type ChoiceForAny, chooseModel } from './choose-model.ts';
import type { Arguments, Terminal } from './command.ts';
import { contextOf } from './load-persona.ts';
import { refuseAlone } from './refuse-alone.ts';

/** As `parseArgs` takes them. */
export const sceneOptions = {
  scene: { type: 'string' },
  as: { type: 'string' },
  chance: { type: 'string' },
  arena: { type: 'string' },
  'arena-for': { type: 'string' },
  supervisor: { type: 'string' },
} as const;

export const sceneHelp = `  --scene TITLE        play this scene with its cast; models say every line, to its end
  --as NAME            say the lines of NAME yourself: \`self\`, a member of the cast, or \`user\` for somebody who comes along
  --chance N           the number that all chance begins with (default 1)
  --arena A,B[,C]      these models answer each turn, and the supervisor picks the line that is said
  --supervisor NAME    the model that picks
  --arena-for NAME     whose turns (default: everybody's that a model plays)
                       Each member is played by the model of its own \`dramatis.json\`, by --model where it is given.`;

export interface ScenePlan {
  readonly setup: SceneSetup;
  /** Who plays each of the cast. */
  readonly cast: Readonly<Record<string, ChatModel>>;
  readonly arena: Arena | undefined;
}

/** Undefined where no scene is asked for. @throws UserError where there is no such scene, seat or model. */
export async function readScene(
  persona: Persona,
  { options }: Pick<Arguments, 'options'>,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'cwd' | 'env' | 'err'>,
): Promise<ScenePlan | undefined> {
  const given = options as Readonly<Record<string, string | undefined>>;
  if (given['scene'] === undefined) {
    refuseAlone(given, Object.keys(sceneOptions), '--scene TITLE');
    return undefined;
  }
  const scene = sceneCalled(persona, given['scene']);
  const { source } = contextOf(fileURLToPath(persona.uri));
  const seat = keyOf(persona, scene, given['as'], '--as');
  const seed = given['chance'] === undefined ? 1 : Number(given['chance']);
  if (!Number.isSafeInteger(seed)) throw new UserError('--chance takes a whole number.');
  const setup = setScene(persona, scene, source, { seat, seed });
  const cast = await castOf(setup, choice, terminal);
  return { setup, cast, arena: await arenaOf(persona, scene, given, choice, terminal) };
}

/** Who plays a scene that goes on. */
export async function continuedScene(
  setup: SceneSetup,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<ScenePlan> {
  return { setup, cast: await castOf(setup, choice, terminal), arena: undefined };
}

async function castOf(
  { cast: members, seat }: SceneSetup,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<Readonly<Record<string, ChatModel>>> {
  const cast: Record<string, ChatModel> = {};
  for (const actor of [...members, narratorActor()]) {
    if (actor.key !== seat) cast[actor.key] = await modelOf(actor, choice, terminal);
  }
  return cast;
}

function sceneCalled(persona: Persona, title: string): Scene {
  const found = persona.scenes.find((scene) => nameKey(scene.title?.value ?? '') === nameKey(title));
  if (found) return found;
  const names = persona.scenes.map((scene) => `“${scene.title?.value ?? ''}”`).join(', ');
  throw new UserError(`There is no scene “${title}”. ${names === '' ? 'The file has none.' : `There is: ${names}.`}`);
}

function keyOf(persona: Persona, scene: Scene, name: string | undefined, option: string): string | undefined {
  if (name === undefined) return undefined;
  const key = nameKey(name);
  if (key === 'self' || key === 'user' || scene.cast.some((member) => member.key === key)) return key;
  if (nameKey(persona.name) === key) return 'self';
  const names = ['self', 'user', ...scene.cast.map((member) => member.key)].join(', ');
  throw new UserError(`Nobody in this scene is called “${name}”.`, `${option} takes one of: ${names}.`);
}

/** `--model` for all where it is given; else what the `dramatis.json` above the member's own file says. */
function modelOf(
  { persona, book, nameOnly, key }: SceneActor,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<ChatModel> {
  const own = !nameOnly && key !== 'narrator' && choice.name === undefined;
  const config = own ? contextOf(fileURLToPath(persona.uri)).config : choice.config;
  return chooseModel({ ...choice, config, book }, terminal);
}

async function arenaOf(
  persona: Persona,
  scene: Scene,
  given: Readonly<Record<string, string | undefined>>,
  choice: ChoiceForAny,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<Arena | undefined> {
  const { arena, supervisor } = given;
  if (arena === undefined && supervisor === undefined && given['arena-for'] === undefined) return undefined;
  const names = (arena ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length < 2) throw new UserError('--arena takes two models or more, with commas between.');
  if (supervisor === undefined) throw new UserError('--arena needs a --supervisor, which picks.');
  const book = readRules(persona);
  const modelCalled = (name: string) => chooseModel({ ...choice, name, book }, terminal);
  const candidates = [];
  for (const name of names) candidates.push({ label: name, model: await modelCalled(name) });
  const actor = keyOf(persona, scene, given['arena-for'], '--arena-for');
  const picks = await modelCalled(supervisor);
  if (picks.identity.provider === 'understudy')
    throw new UserError('The understudy picks nothing: it judges nobody.', 'Name a language model as --supervisor.');
  return { candidates, supervisor: picks, principles: arenaPrinciples, ...(actor === undefined ? {} : { actor }) };
}
