// What probes of a persona found last, as a file in the extension's storage of this workspace, so that the next run asks only what
// changed. In memory where no folder is open. Never rejects: what cannot be read counts as nothing known.
import * as vscode from 'vscode';
import { fnv64 } from '../../lang/hash.ts';
import type { BehaviorMemory } from '../../lint/behavior/choose-probes.ts';
import type { Deps } from '../deps.ts';

export interface ProbeMemory {
  /** Undefined: nothing is known. */
  read(persona: vscode.Uri): Promise<BehaviorMemory | undefined>;
  write(persona: vscode.Uri, memory: BehaviorMemory): Promise<void>;
}

/** Touches no file before it is used. */
export function openProbeMemory(context: vscode.ExtensionContext, log: Deps['log']): ProbeMemory {
  const kept = new Map<string, BehaviorMemory>();
  const folder = context.storageUri && vscode.Uri.joinPath(context.storageUri, 'probes');
  const fileOf = (persona: vscode.Uri) => folder && vscode.Uri.joinPath(folder, `${fnv64(persona.toString())}.json`);
  return {
    async read(persona) {
      const known = kept.get(persona.toString());
      const file = fileOf(persona);
      if (known || !file) return known;
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
        const { readMemory } = await import('../../lint/behavior/choose-probes.ts');
        return readMemory(text);
      } catch {
        return undefined;
      }
    },
    async write(persona, memory) {
      kept.set(persona.toString(), memory);
      const file = fileOf(persona);
      if (!folder || !file) return;
      try {
        await vscode.workspace.fs.createDirectory(folder);
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(memory)));
      } catch (error) {
        log.warn(`What probes of ${persona.path} found is kept for this window only: ${error}`);
      }
    },
  };
}
