// What reads agent files, loaded when the first persona that extends one is read: few folders have any. Who asks before it is there has a parent
// that nobody knows yet; `loaded` says which files were asked for, so that whoever asked asks again.
import { keeping, type MakePersona } from '../interop/agent-file/with-agent-files.ts';
import { soon } from './soon.ts';

export interface AgentFilesOnDemand {
  /** Asking for it loads it. @param uri the file that is to be read. */
  reader(uri: string): MakePersona | undefined;
  /** Resolves when what was asked for is there; at once where nothing was. Never rejects. */
  settled(): Promise<void>;
}

export interface AgentFilesDeps {
  load(): Promise<MakePersona>;
  /** Loaded: these files were asked for before. */
  loaded(uris: readonly string[]): void;
  failed(error: unknown): void;
}

export function agentFilesOnDemand(deps: AgentFilesDeps): AgentFilesOnDemand {
  const asked = new Set<string>();
  let make: MakePersona | undefined;
  let loading: Promise<void> | undefined;
  async function bring(): Promise<void> {
    // Whoever asked is in the middle of something that is waited for.
    await new Promise<void>((done) => soon(done));
    try {
      make = keeping(await deps.load());
    } catch (error) {
      deps.failed(error);
      return;
    }
    deps.loaded([...asked]);
    asked.clear();
  }
  return {
    reader(uri) {
      if (make) return make;
      asked.add(uri);
      loading ??= bring();
      return undefined;
    },
    settled: () => loading ?? Promise.resolve(),
  };
}
