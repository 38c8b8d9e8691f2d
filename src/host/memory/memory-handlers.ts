// What the panel asks about memory and lore, answered. In: the panel's talk and file. Out: values, changes of the memories, facts shown in
// their files. What came from the panel is looked up, never believed.

import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Origin } from '../../lang/source-text.ts';
import { messagesOf } from '../../play/judge-turns.ts';
import { changeMemories, type MemoryChange } from '../../play/memory/change-memories.ts';
import { simulateLore } from '../../play/memory/lore-words.ts';
import type { SessionState } from '../../play/session.ts';
import type { MemoryAct, MemoryAsks } from '../../wire/memory-protocol.ts';
import type { MoreContext } from '../preview/more-actions.ts';
import { showFile } from '../preview/panel-actions.ts';
import { memoryKeeper } from '../talks/memory-keeper.ts';
import { performerFor } from '../talks/talks.ts';
import { clearMemory, endSession, namePartner, nextSession, openExport, openMemories } from './memory-actions.ts';
import { panelContext, panelLore, panelMemories } from './panel-memory.ts';

const acts: Readonly<Record<MemoryAct, (context: MoreContext) => Promise<void>>> = {
  clear: clearMemory,
  export: openExport,
  name: namePartner,
  end: endSession,
  next: nextSession,
  file: openMemories,
};

/** `panel`: what it shows now. `later`: does what needs a person, and says what went wrong. */
export function memoryHandlers(
  panel: () => Promise<MoreContext>,
  later: (work: () => Promise<unknown>) => undefined,
): { [K in keyof MemoryAsks]: (params: MemoryAsks[K]['params']) => Promise<MemoryAsks[K]['result']> } {
  /** Where the facts stand that `tryLore` told last. */
  let tried: readonly Origin[] = [];

  async function stateOf(): Promise<{ context: MoreContext; state: SessionState }> {
    const context = await panel();
    if (!context.talk) throw new UserError(vscode.l10n.t('There is no talk yet.'));
    return { context, state: context.talk.state };
  }

  return {
    async context({ request }) {
      const { state } = await stateOf();
      const found = state.requests.find(({ id }) => id === request);
      if (!found) throw new UserError(vscode.l10n.t('This request is not in the talk any more.'));
      return panelContext(found);
    },
    async tryLore({ text }) {
      const { context, state } = await stateOf();
      const said = messagesOf(state.turns);
      const line = text.trim() === '' ? [] : [{ role: 'user' as const, content: text }];
      const measures = await context.deps.personas.measures();
      const who = vscode.workspace.isTrusted
        ? await performerFor(context.uri, context.deps).catch(() => undefined)
        : undefined;
      const budget = who?.ok && who.budget !== undefined ? { budget: who.budget } : {};
      const { values, user, persona } = state;
      const traces = simulateLore(persona, [...said, ...line], {
        values,
        ...(user === undefined ? {} : { user }),
        ...budget,
        ...(measures.tokens ? { tokens: measures.tokens } : {}),
      });
      tried = traces.map(({ origin }) => origin);
      return panelLore(traces, state.turns);
    },
    async revealLore({ request, index }) {
      const { state } = await stateOf();
      const lore = state.requests.find(({ id }) => id === request)?.lore?.map(({ origin }) => origin);
      const origin = (request === '' ? tried : (lore ?? []))[index];
      if (origin) later(() => showFile(vscode.Uri.parse(origin.uri), origin.range));
      return undefined;
    },
    async memories() {
      const { context, state } = await stateOf();
      return panelMemories(state, await memoryKeeper(context.uri, context.deps.world.newId).read());
    },
    async changeMemory({ id, change, text }) {
      const { context, state } = await stateOf();
      const keeper = memoryKeeper(context.uri, context.deps.world.newId);
      const wanted = changeOf(id, change, text);
      const changed = wanted && (await keeper.change((now) => changeMemories(now, [wanted], state.persona.name)));
      return panelMemories(state, await keeper.read(), changed);
    },
    async memoryAct({ act }) {
      later(async () => acts[act](await panel()));
      return undefined;
    },
  };
}

/** A text without words is no memory: nothing is changed. */
function changeOf(id: string, change: string, text: string): MemoryChange | undefined {
  if (change === 'forget') return { type: 'forget', id };
  if (change === 'private' || change === 'open') return { type: 'private', id, private: change === 'private' };
  const said = onOneLine(text);
  return said === '' ? undefined : { type: 'edit', id, text: said };
}
