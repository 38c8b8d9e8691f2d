// Agent files of a command line (`.agent.md`, `SKILL.md`, `AGENTS.md` and their like): read as the personas they are, and never written to.
import { basename } from 'node:path';
import { UserError } from '../base/user-error.ts';
import { pathFromBeside } from '../interop/agent-file/file-names.ts';
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';
import { keeping, type MakePersona } from '../interop/agent-file/with-agent-files.ts';

let loaded: MakePersona | undefined;

/** Loads what reads them. Whoever reads personas waits for it once: any of them may extend such a file. */
export async function readAgentFiles(): Promise<MakePersona> {
  loaded ??= keeping((await import('../interop/agent-file/agent-persona.ts')).agentPersona);
  return loaded;
}

/** What reads them, once it is loaded. */
export function agentFileReader(): MakePersona | undefined {
  return loaded;
}

/** For whoever changes a file. @throws UserError for a file that another tool owns. */
export function refuseAgentFile(path: string): void {
  if (kindOfFile(path) === undefined) return;
  const beside = `Write a persona beside it that says \`extends: ${pathFromBeside(path)}\`, and change that.`;
  throw new UserError(`${basename(path)} is a file of another tool: Dramatis reads it and leaves it as it is.`, beside);
}
