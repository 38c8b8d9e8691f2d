// Features that are loaded later answer as if they had been there: every one registers where a handler waits, and no handler waits in vain.
import { expect, test } from 'vitest';
import { Documents } from '../../src/server/documents.ts';
import { handlerPlaces, handlersOf } from '../../src/server/lazy-handlers.ts';
import { registerFeatures } from '../../src/server/register-features.ts';
import { memoryWorkspace } from '../kit/memory-workspace.ts';
import { memoryWorld } from '../kit/memory-world.ts';

test('the places where handlers wait are those where features register', () => {
  const settings = { trusted: true, overrides: { severities: {}, promptBudget: undefined }, folders: [] };
  const handlers = handlersOf((connection) =>
    registerFeatures(connection, {
      documents: new Documents(memoryWorld({}), settings),
      agentFiles: { takes: () => false, find: async () => undefined },
      workspace: memoryWorkspace({}),
      load: () => Promise.resolve(),
      client: () => ({ createsFiles: false, showsDisabled: false, rulePages: false, insertsOrReplaces: false }),
    }),
  );
  expect([...handlers.keys()].toSorted()).toEqual([...handlerPlaces].toSorted());
});
