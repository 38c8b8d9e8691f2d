// What the tabs of memory know: how a request was made, what lore would come up, what is remembered. In: changes of the panel. Out: the part
// after them, and what it needs from the host next. Pure.
import type { PanelContext, PanelLore, PanelMemories } from '../wire/memory-protocol.ts';
import type { Part } from './parts.ts';
import type { PanelState } from './state.ts';

export interface MemoryState {
  /** Of the request looked at last. */
  readonly context:
    | { readonly request: string; readonly made: PanelContext | undefined; readonly why?: string }
    | undefined;
  /** The line tried, and what would come up; `at` says for which state of the talk. */
  readonly tried: { readonly text: string; readonly lore: readonly PanelLore[] | undefined };
  readonly memories: PanelMemories | undefined;
  /** `asked`: an answer is on its way; `stale`: what is shown may be old. */
  readonly list: 'stale' | 'asked' | 'fresh';
  readonly editing: { readonly id: string; readonly text: string } | undefined;
}

export type MemoryStateChange =
  | {
      readonly type: 'memory context';
      readonly request: string;
      readonly made: PanelContext | undefined;
      readonly why?: string;
    }
  | { readonly type: 'memory lore'; readonly text?: string; readonly lore?: readonly PanelLore[] | undefined }
  | { readonly type: 'memory list'; readonly memories: PanelMemories | undefined }
  | { readonly type: 'memory editing'; readonly id: string | undefined; readonly text: string };

export const memoryPart: Part<MemoryState> = {
  first: {
    context: undefined,
    tried: { text: '', lore: undefined },
    memories: undefined,
    list: 'stale',
    editing: undefined,
  },
  reduce(part, change) {
    switch (change.type) {
      case 'memory context': {
        const { type: _type, ...context } = change;
        return { ...part, context };
      }
      case 'memory lore':
        return { ...part, tried: { text: change.text ?? part.tried.text, lore: change.lore } };
      case 'memory list':
        return change.memories ? { ...part, memories: change.memories, list: 'fresh' } : { ...part, list: 'asked' };
      case 'memory editing':
        return { ...part, editing: change.id === undefined ? undefined : { id: change.id, text: change.text } };
      case 'memories':
      case 'status':
      case 'snapshot':
        return { ...part, list: 'stale' };
      case 'play':
        return change.events.some((event) => event.type === 'noted') ? { ...part, list: 'stale' } : part;
      default:
        return part;
    }
  },
};

/** The request that the tabs are about: of the line chosen, else of the last reply; undefined: none was sent. */
export function requestInSight({ talk, active }: PanelState): string | undefined {
  const lines = talk.entries.flatMap((entry) => (entry.kind === 'turn' ? [entry.turn] : []));
  const chosen = lines.findIndex(({ id }) => id === active);
  // A line of the user's is about the reply to it.
  const own = chosen < 0 ? undefined : (lines[chosen]?.request ?? lines[chosen + 1]?.request);
  return own ?? lines.findLast(({ request }) => request !== undefined)?.request;
}
