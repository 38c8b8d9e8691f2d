// `dramatis play --continue TALK`: a kept talk, or chat messages as JSON, as the beginning of a talk in the terminal. The file is only read.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserError } from '../base/user-error.ts';
import { compile } from '../lang/compile.ts';
import { personaHash } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';
import { importTalk } from '../play/import-talk.ts';
import { restore } from '../play/restore.ts';
import { setupOf } from '../play/scene/scene-setup.ts';
import { type SessionState, withPersona } from '../play/session.ts';
import type { TraceRecord } from '../play/trace.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { Terminal } from './command.ts';
import { contextOf } from './load-persona.ts';

export interface EarlierTalk {
  readonly state: SessionState;
  readonly records: readonly TraceRecord[];
}

/**
 * Reads it; says what could not be taken over. The state has its scene, where it plays one. @throws UserError where it is no talk, or plays a
 * scene that the file has no more.
 */
export async function continueTalk(
  path: string,
  persona: Persona,
  book: RuleBook,
  terminal: Terminal,
): Promise<EarlierTalk> {
  const at = resolve(terminal.cwd, path);
  const imported = importTalk(await textOf(at, path), {
    persona: persona.name,
    personaUri: persona.uri,
    personaHash: personaHash(compile(persona, {})),
    folder: pathToFileURL(dirname(at)).href,
    file: basename(at),
    newId: randomUUID,
    at: new Date().toISOString(),
  });
  if (!imported.ok) throw new UserError(imported.reason);
  const { id, records, left, leftScene } = imported;
  if (leftScene !== undefined) {
    const why = 'what was learnt beside its lines is not taken over from a file.';
    throw new UserError(`The scene “${leftScene}” cannot be gone on with: ${why}`, 'Play it anew with --scene.');
  }
  if (left > 0) terminal.err(`${left} ${left === 1 ? 'line' : 'lines'} of ${basename(at)} could not be taken over.\n`);
  const scene = setupOf(records, persona, contextOf(fileURLToPath(persona.uri)).source);
  const title = scene ? undefined : sceneTitle(records);
  if (title !== undefined) {
    throw new UserError(`This talk plays the scene “${title}”, which ${persona.name} has no more.`);
  }
  const restored = restore(records, persona, book, scene ? { scene } : {});
  const { state } = withPersona(restored, persona, book);
  return { state: { ...state, id }, records };
}

/** Of the scene that records play; undefined: they play none. */
function sceneTitle(records: readonly TraceRecord[]): string | undefined {
  const notes = records.flatMap((record) => (record.type === 'note' ? [record.note] : []));
  const began = notes.findLast((note) => note.kind === 'scene began');
  return began?.kind === 'scene began' ? began.title : undefined;
}

async function textOf(at: string, path: string): Promise<string> {
  try {
    return await readFile(at, 'utf8');
  } catch {
    throw new UserError(`${path} cannot be read.`);
  }
}
