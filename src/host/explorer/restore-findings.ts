// What probes found in an earlier window, shown again when its file is opened: on today's lines, with the model that was asked then.
// Asks nobody, and runs nothing.
import * as vscode from 'vscode';
import { isPlayable } from '../agent-files/is-agent-file.ts';
import type { Deps } from '../deps.ts';
import type { ProbeFindings } from './probe-findings.ts';
import type { ProbeMemory } from './probe-memory.ts';
import type { Suites } from './suites.ts';

export interface RestoreDeps extends Pick<Deps, 'log'> {
  readonly suites: Suites;
  readonly findings: ProbeFindings;
  readonly memory: ProbeMemory;
}

/** Looks at every persona file that is open, and at each that is opened. */
export function restoreFindings(context: vscode.ExtensionContext, deps: RestoreDeps): void {
  const { suites, findings, memory } = deps;

  async function restore(document: vscode.TextDocument): Promise<void> {
    const { uri } = document;
    if (!isPlayable(document) || findings.knows(uri)) return;
    const known = await memory.read(uri);
    if (!known) return;
    try {
      const reading = await suites.read(uri);
      const results = reading.probes.flatMap((one) => {
        const entry = known.entries[one.id];
        return entry ? [{ ...entry.result, case: one }] : [];
      });
      // A run may have ended meanwhile: what it found is newer.
      if (!findings.knows(uri)) await findings.show(uri, reading, results);
    } catch (error) {
      deps.log.debug(`Findings of ${uri.path} stay unknown: ${error}`);
    }
  }

  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument((document) => void restore(document)));
  for (const document of vscode.workspace.textDocuments) void restore(document);
}
