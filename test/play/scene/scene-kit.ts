// A scene of files in memory, played with scripted models. Every model is one actor's, so that who is asked is seen by who answers.
import { readPersona } from '../../../src/lang/read-persona.ts';
import type { ChatRequest } from '../../../src/model/port.ts';
import { loadCast } from '../../../src/play/scene/load-cast.ts';
import type { SceneSetup } from '../../../src/play/scene/setup.ts';
import { spoken } from '../../../src/play/scene/spoken.ts';
import { newSession, type SessionOptions, type SessionState } from '../../../src/play/session.ts';
import { readRules } from '../../../src/rules/rule-book.ts';
import { memorySource } from '../../kit/memory-source.ts';

/** Files by name; the first one's scene (by place) is played. */
export function sceneOf(
  files: Readonly<Record<string, string>>,
  more: Partial<SceneSetup> & SessionOptions = {},
  index = 0,
): SessionState {
  const [first = ''] = Object.keys(files);
  const source = memorySource(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`file:///work/${name}`, text])),
    'file:///',
  );
  const persona = readPersona(files[first] ?? '', `file:///work/${first}`, source);
  const scene = persona.scenes[index];
  if (!scene) throw new Error('no such scene');
  const { user, values, ...setup } = more;
  const cast = loadCast(persona, scene, source);
  return newSession('talk-1', persona, readRules(persona), {
    ...(user === undefined ? {} : { user }),
    ...(values === undefined ? {} : { values }),
    scene: { scene, cast, seat: undefined, seed: 1, protocol: spoken, ...setup },
  });
}

/** Everything one request holds, as one text. */
export function sentOf(request: ChatRequest | undefined): string {
  return (request?.messages ?? []).map(({ role, content }) => `${role}: ${content}`).join('\n');
}

export function rolesOf(request: ChatRequest | undefined): string {
  return (request?.messages ?? []).map(({ role }) => role[0]).join('');
}
