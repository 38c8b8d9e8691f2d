// What crosses between the panel and the host about memory and lore. Shapes only.
import type { LoreReason } from '../lang/prompt.ts';
import type { ContextReport } from '../play/memory/context-report.ts';
import type { Memory } from '../play/memory/memory-file.ts';
import type { SentStrategies } from '../play/strategies/advise.ts';

/** What became of one fact with `keys`. */
export interface PanelLore {
  readonly label: string;
  readonly reason: LoreReason;
  readonly key: string | undefined;
  readonly also: string | undefined;
  /** Id of the turn that woke it. */
  readonly turn: string | undefined;
}

/** How one request was made. */
export interface PanelContext {
  readonly request: string;
  readonly report: ContextReport | undefined;
  /** Tokens of the whole request. */
  readonly tokens: number | undefined;
  readonly lore: readonly PanelLore[];
  /** Which strategies it holds; undefined: no library was in play. */
  readonly strategies?: SentStrategies | undefined;
}

export interface PanelRemembered extends Memory {
  /** Ids of memories that go with it. */
  readonly links: readonly string[];
}

/** What the persona remembers, and with whom it talks now. */
export interface PanelMemories {
  /** Whether the persona remembers partners at all. */
  readonly on: boolean;
  readonly partner: string | undefined;
  /** The number of the session that this talk is. */
  readonly session: number;
  readonly memories: readonly PanelRemembered[];
  readonly sessions: readonly { readonly session: number; readonly partner: string }[];
  /** Lines of the file that were not understood. */
  readonly problems: number;
  /** Why the file could not be read or changed. */
  readonly error: string | undefined;
}

export type MemoryChangeKind = 'edit' | 'forget' | 'private' | 'open';
export type MemoryAct = 'clear' | 'export' | 'name' | 'end' | 'next' | 'file';

/** What the panel asks about memory. What needs a person (a name, a pick) answers at once. */
export type MemoryAsks = {
  readonly context: { readonly params: { readonly request: string }; readonly result: PanelContext };
  /** What would come up if this were said next; nobody is asked. */
  readonly tryLore: { readonly params: { readonly text: string }; readonly result: readonly PanelLore[] };
  /** Shows a fact in its file: the one at this place of the list that `context` gave, or `tryLore` last where `request` is empty. */
  readonly revealLore: {
    readonly params: { readonly request: string; readonly index: number };
    readonly result: undefined;
  };
  readonly memories: { readonly params: undefined; readonly result: PanelMemories };
  readonly changeMemory: {
    readonly params: { readonly id: string; readonly change: MemoryChangeKind; readonly text: string };
    readonly result: PanelMemories;
  };
  readonly memoryAct: { readonly params: { readonly act: MemoryAct }; readonly result: undefined };
};
