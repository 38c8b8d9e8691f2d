// What a person can do in the tabs of memory, and what these look up by themselves. In: the channel. Out: questions to the host; what comes
// back is a change of the state.
import type { MemoryAct, MemoryChangeKind } from '../wire/memory-protocol.ts';
import type { ActionDeps } from './actions.ts';
import { requestInSight } from './memory-state.ts';
import { shownTab } from './view/drawer-tabs.ts';

export interface MemoryActions {
  /** Asks for what the tab in sight shows and has not got. Called after each drawing; asks for nothing twice. */
  lookUp(): void;
  memoryAct(act: MemoryAct): void;
  tryText(text: string): void;
  tryLore(): void;
  revealLore(request: string, index: number): void;
  editMemory(id: string | undefined, text: string): void;
  /** `edit`: to what is typed. */
  changeMemory(id: string, change: MemoryChangeKind): void;
  /** Shows a line of the talk. */
  showTurn(turn: string): void;
}

/** Binds them. */
export function memoryActions({ state, change, ask, focusEntry, reveal, focusOn }: ActionDeps): MemoryActions {
  const why = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const refused = (error: unknown) => change({ type: 'lost', why: why(error) });

  function lookUpContext(): void {
    const request = requestInSight(state());
    if (request === undefined || state().parts.memory.context?.request === request) return;
    change({ type: 'memory context', request, made: undefined });
    const tell = (made: Parameters<typeof change>[0]) => {
      // Another line was chosen meanwhile.
      if (state().parts.memory.context?.request === request) change(made);
    };
    ask('context', { request }).then(
      (made) => tell({ type: 'memory context', request, made }),
      (error: unknown) => tell({ type: 'memory context', request, made: undefined, why: why(error) }),
    );
  }

  function lookUpMemories(): void {
    if (state().parts.memory.list !== 'stale') return;
    change({ type: 'memory list', memories: undefined });
    ask('memories', undefined).then((memories) => change({ type: 'memory list', memories }), refused);
  }

  return {
    lookUp() {
      const { session, lost } = state();
      const tab = session && lost === undefined ? shownTab(state()) : undefined;
      if (tab === 'context' || tab === 'lore') lookUpContext();
      if (tab === 'memories') lookUpMemories();
    },
    memoryAct: (act) => void ask('memoryAct', { act }).catch(refused),
    tryText: (text) => change({ type: 'memory lore', text, lore: state().parts.memory.tried.lore }),
    tryLore() {
      const { text } = state().parts.memory.tried;
      ask('tryLore', { text }).then((lore) => change({ type: 'memory lore', lore }), refused);
    },
    revealLore: (request, index) => void ask('revealLore', { request, index }).catch(refused),
    editMemory(id, text) {
      const before = state().parts.memory.editing?.id;
      change({ type: 'memory editing', id, text });
      if (id === undefined && before !== undefined) focusOn(`[data-memory="${CSS.escape(before)}"] button`);
      else if (id !== undefined && id !== before) focusOn('.memory-field');
    },
    changeMemory(id, what) {
      // As typed by now, drawn or not.
      const { editing } = state().parts.memory;
      const text = what === 'edit' && editing?.id === id ? editing.text : '';
      change({ type: 'memory editing', id: undefined, text: '' });
      ask('changeMemory', { id, change: what, text }).then((memories) => {
        change({ type: 'memory list', memories });
        focusOn(what === 'forget' ? '.memories' : `[data-memory="${CSS.escape(id)}"] button`);
      }, refused);
    },
    showTurn(turn) {
      change({ type: 'active', entry: turn });
      reveal(turn);
      focusEntry(turn);
    },
  };
}
