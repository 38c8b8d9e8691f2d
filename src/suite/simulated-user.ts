// The user that a test wants simulated: who it is, from `with:`, and how many lines it says, from `turns:`. In: a test and the files it may
// name. Out: the user, or in words why there is none. Asks nobody.
import type { Persona, Test } from '../lang/persona.ts';
import { personaIn } from '../lang/read-persona.ts';
import type { ReadResult, Source } from '../lang/source.ts';
import { type Asker, personaAsker, plainAsker } from '../play/simulated-user/asker.ts';

export interface SimulatedUser {
  readonly asker: Asker;
  /** Lines it says at most, after those of the test. */
  readonly turns: number;
}

/** Undefined where the test wants none; a sentence where it wants one that cannot be had. */
export function simulatedUserOf(
  persona: Persona,
  test: Test,
  source: Source | undefined,
): SimulatedUser | string | undefined {
  const { turns, cast } = test;
  if (turns === undefined) return undefined;
  const [member, ...more] = cast;
  if (more.length > 0) return 'Only one can play the user: `with:` names several.';
  if (!member) return { asker: plainAsker(persona), turns };
  if (member.path === undefined) return { asker: { ...plainAsker(persona), name: member.name }, turns };
  const read = source?.read(member.path, persona.uri);
  if (!source || !read?.ok)
    return `Who plays its user cannot be read (\`${member.path}\`): ${reasons[read && !read.ok ? read.reason : 'unreadable']}.`;
  return { asker: personaAsker(personaIn(read, source)), turns };
}

const reasons: Readonly<Record<Extract<ReadResult, { ok: false }>['reason'], string>> = {
  missing: 'there is no such file',
  outside: 'it lies outside the folder',
  'too-large': 'it is too large',
  unreadable: 'it is not within reach here',
  untrusted: 'the workspace is not trusted',
};
