// Tests and probes in the editor, as a list: cache and runner, talks, Test Explorer, probes with their findings and lenses, versions compared.
import type * as vscode from 'vscode';
import type { Deps } from '../deps.ts';
import { registerCompareModels } from './compare-models.ts';
import { registerCompareWithHead } from './compare-with-head.ts';
import { openComparisons } from './comparisons.ts';
import { openExplorer } from './explorer.ts';
import { registerProbeFindings } from './probe-findings.ts';
import { registerProbeLenses } from './probe-lenses.ts';
import { openProbeMemory } from './probe-memory.ts';
import { registerProbeRules } from './probe-rules.ts';
import { restoreFindings } from './restore-findings.ts';
import { registerSuiteTalks } from './suite-talks.ts';
import { openSuites } from './suites.ts';
import { registerUntestedLens } from './untested-lens.ts';

/** Registers all of it; opens no store and asks nobody before something is run. */
export function registerExplorer(context: vscode.ExtensionContext, deps: Deps): void {
  const suites = openSuites(deps);
  const suiteTalks = registerSuiteTalks(context, deps);
  const findings = registerProbeFindings(context, deps, suiteTalks);
  openExplorer(context, { ...deps, suites, suiteTalks });
  const memory = openProbeMemory(context, deps.log);
  registerProbeRules(context, { ...deps, suites, findings, memory });
  restoreFindings(context, { ...deps, suites, findings, memory });
  const comparisons = openComparisons(context);
  registerCompareWithHead(context, { ...deps, suites }, comparisons);
  registerCompareModels(context, { ...deps, suites }, comparisons);
  registerProbeLenses(context, deps, suites);
  registerUntestedLens(context, deps);
}
