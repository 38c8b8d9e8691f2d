// What reads agent files in this window, loaded when the first is read.
import { keeping, type MakePersona } from '../../interop/agent-file/with-agent-files.ts';

let loading: Promise<MakePersona> | undefined;

export function loadAgentFiles(): Promise<MakePersona> {
  loading ??= import('../../interop/agent-file/agent-persona.ts').then(({ agentPersona }) => keeping(agentPersona));
  return loading;
}
