// What endpoints were found to be able to do, kept for this user, one entry a model of an origin. Asks nobody.
import type * as vscode from 'vscode';
import { type Probed, probedKey, readProbed } from '../../model/probed.ts';

const stateKey = 'dramatis.probed';

export interface ProbedMemory {
  /** Undefined where nobody asked yet. */
  get(origin: string | undefined, model: string): Probed | undefined;
  set(origin: string, model: string, probed: Probed): Promise<void>;
}

/** Kept across folders and windows. */
export function openProbedMemory(context: vscode.ExtensionContext, changed: () => void): ProbedMemory {
  const all = () => context.globalState.get<Readonly<Record<string, unknown>>>(stateKey, {});
  return {
    get: (origin, model) => (origin === undefined ? undefined : readProbed(all()[probedKey(origin, model)])),
    async set(origin, model, probed) {
      await context.globalState.update(stateKey, { ...all(), [probedKey(origin, model)]: probed });
      changed();
    },
  };
}
