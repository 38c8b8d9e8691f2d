// What a person can do with the search in the talk. In: the state's door. Out: changes of it, and a line brought to sight.
import type { ActionDeps } from './actions.ts';
import { linesWith } from './find-state.ts';

export interface FindActions {
  openFind(): void;
  /** The focus goes to the line found last. */
  closeFind(): void;
  find(query: string): void;
  /** The next line that holds it, or the one before; from the last it goes on at the first. */
  findNext(by: 1 | -1): void;
}

/** Binds them. */
export function findActions({ state, change, focusOn, focusEntry, reveal }: ActionDeps): FindActions {
  const found = (current: string | undefined) => {
    change({ type: 'find', current });
    if (current === undefined) return;
    change({ type: 'active', entry: current });
    reveal(current);
  };
  return {
    openFind() {
      change({ type: 'find', open: true });
      focusOn('#find', true);
    },
    closeFind() {
      const { current } = state().parts.find;
      change({ type: 'find', open: false, current: undefined });
      if (current === undefined) focusOn('#composer');
      else focusEntry(current);
    },
    find(query) {
      change({ type: 'find', query });
      const { talk, parts } = state();
      const ids = linesWith(talk.entries, query);
      // While more is typed, the line in sight stays as long as it holds it; else the newest that does.
      found(parts.find.current !== undefined && ids.includes(parts.find.current) ? parts.find.current : ids.at(-1));
    },
    findNext(by) {
      const { talk, parts } = state();
      const ids = linesWith(talk.entries, parts.find.query);
      const at = parts.find.current === undefined ? -1 : ids.indexOf(parts.find.current);
      const next = at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length;
      found(ids[next]);
    },
  };
}
