// What a chosen model can do and how it will be called, without asking anybody: for an estimate before anything runs.

import { originOf } from '../../model/origin-policy.ts';
import { type Capabilities, type ModelIdentity, plainChat } from '../../model/port.ts';
import { capabilitiesOf } from '../../model/providers/openai/capabilities.ts';
import type { ModelChoice } from './model-choice.ts';
import { modelLabel } from './model-label.ts';
import type { ProbedMemory } from './probed-memory.ts';

export interface ForeseenModel {
  readonly identity: ModelIdentity;
  readonly capabilities: Capabilities;
}

/** Undefined for a name that is nowhere described. */
export function foreseenModel(choice: ModelChoice, memory: Pick<ProbedMemory, 'get'>): ForeseenModel | undefined {
  const label = modelLabel(choice);
  switch (choice.kind) {
    case 'understudy':
      return { identity: { provider: 'understudy', model: label, origin: undefined, label }, capabilities: plainChat };
    case 'endpoint': {
      const { endpoint } = choice;
      const origin = originOf(endpoint.url);
      const identity = { provider: 'openai', model: endpoint.model, origin, label } as const;
      return { identity, capabilities: capabilitiesOf(endpoint, origin, memory.get(origin, endpoint.model)) };
    }
    case 'vscode': {
      const identity = { provider: 'vscode', model: choice.id, origin: undefined, label } as const;
      return { identity, capabilities: { ...plainChat, systemRole: false } };
    }
    case 'unknown':
      return undefined;
  }
}
