// When diagnostics go out, step by step: structure before anything else, the rest in slices, nothing of a text that has changed again.
import { describe, expect, it, vi } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { defaultConfig } from '../../src/config/config.ts';
import { Documents } from '../../src/server/documents.ts';
import { Publisher } from '../../src/server/publisher.ts';
import type { World } from '../../src/server/world.ts';
import { memorySource } from '../kit/memory-source.ts';

const uri = 'file:///p/a.persona';
const broken =
  'persona A\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n\ngreeting\n  The word is swordfish today.\n';

/** As many as make a file long. */
const facts = Array.from({ length: 2000 }, (_, at) => `  - It is ${at} miles to the sea from here.\n`).join('');

function start() {
  const files: Record<string, string> = {};
  const world: World = {
    sourceFor: () => memorySource(files, 'file:///p'),
    configFor: () => ({ config: defaultConfig, file: undefined }),
    talksFor: () => [],
    loadMeasures: async () => ({}),
    pageOf: () => undefined,
  } as unknown as World;
  const documents = new Documents(world, {
    trusted: true,
    overrides: { severities: {}, promptBudget: undefined },
    folders: [],
  });
  const sent: PublishDiagnosticsParams[] = [];
  const waiting: (() => void)[] = [];
  const publisher = new Publisher({
    documents,
    world,
    send: (params) => void sent.push(params),
    later: (work) => void waiting.push(work),
    failed: (error) => {
      throw error;
    },
  });
  return {
    documents,
    publisher,
    files,
    sent,
    told: () => sent.splice(0).map(({ version, diagnostics }) => [version, ...diagnostics.map(({ code }) => code)]),
    put: (text: string, version: number) => documents.put({ uri, text, version }),
    /** The first slice of deferred work runs. */
    begin() {
      for (const work of waiting.splice(0)) work();
    },
    /** Deferred work runs, and all that follows from it. */
    async settle() {
      // Quiet for a while: on a busy machine one wait is over before the work has begun.
      for (let quiet = 0, known = sent.length; quiet < 5; known = sent.length) {
        for (const work of waiting.splice(0)) work();
        await new Promise((done) => setTimeout(done, 20));
        quiet = sent.length === known ? quiet + 1 : 0;
      }
    },
  };
}

describe('diagnostics', () => {
  it('of a file that is opened: its structure at once, everything after that', async () => {
    const { publisher, put, told, settle } = start();
    put(`${broken}wardrobe\n`, 1);
    publisher.publishAll(uri);
    expect(told()).toEqual([[1, 'unknown-block']]);
    await settle();
    expect(told()).toEqual([[1, 'breaks-own-rule', 'unknown-block']]);
  });
  it('of a long file that is opened: what its lines show, then names and phrases, then everything', async () => {
    const { publisher, put, told, settle } = start();
    put(`${broken}\nknows\n${facts}\nmoves\n  leave: Goes.\n    when: user shouts\n\nwardrobe\n`, 1);
    publisher.publishAll(uri);
    expect(told()).toEqual([[1, 'unknown-block']]);
    await settle();
    expect(told()).toEqual([
      [1, 'bad-phrase', 'unknown-block'],
      [1, 'breaks-own-rule', 'bad-phrase', 'unknown-block'],
    ]);
  });
  it('of a long file do not go out where it has changed before its names were looked up', async () => {
    const { publisher, put, told, settle } = start();
    put(`persona A\n\nknows\n${facts}\nwardrobe\n`, 1);
    publisher.publishAll(uri);
    put(`persona A\n  summary: {{town}}\n\nknows\n${facts}`, 2);
    publisher.publishTyping(uri);
    expect(told()).toEqual([
      [1, 'unknown-block'],
      [2, 'unknown-value'],
    ]);
    await settle();
    expect(told()).toEqual([[2, 'unknown-value']]);
  });
  it('of a long file leave out what `dramatis.json` or a comment says, from the first on', async () => {
    const { publisher, put, told, settle } = start();
    put(`persona A\n\nknows\n${facts}\n# dramatis-ignore unknown-block: later\nwardrobe\n`, 1);
    publisher.publishAll(uri);
    expect(told()).toEqual([[1]]);
    await settle();
    expect(told()).toEqual([[1], [1]]);
  });
  it('of a text that has changed again do not go out', async () => {
    const { publisher, put, told, settle } = start();
    put('persona A\n', 1);
    publisher.publishAll(uri);
    put(`${broken}wardrobe\n`, 2);
    publisher.publishTyping(uri);
    put(broken, 3);
    publisher.publishTyping(uri);
    expect(told()).toEqual([[1], [2, 'unknown-block'], [3]]);
    await settle();
    // Nothing was found in full yet, so that what is there counts as found on opening.
    expect(told()).toEqual([[3, 'breaks-own-rule']]);
  });
  it('are found in full also where another file is opened while that goes on', async () => {
    const { publisher, documents, put, told, settle, begin } = start();
    // The first steps are slices of their own.
    let time = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (time = Math.min(time + 20, 100)));
    put(broken, 1);
    publisher.publishAll(uri);
    begin();
    expect(told()).toEqual([[1]]);
    documents.put({ uri: 'file:///p/b.persona', version: 1, text: 'persona B\n' });
    await settle();
    clock.mockRestore();
    expect(told()).toEqual([[1, 'breaks-own-rule']]);
  });
  it('beyond structure move along with what is typed, and go where it is typed in', async () => {
    const { publisher, put, told, sent, settle } = start();
    put(broken, 1);
    publisher.publishAll(uri);
    await settle();
    told();
    put(`# above\n${broken}`, 2);
    publisher.publishTyping(uri);
    expect(sent.at(-1)?.diagnostics[0]?.range.start).toEqual({ line: 8, character: 14 });
    expect(told()).toEqual([[2, 'breaks-own-rule']]);
    put(`# above\n${broken.replace('swordfish today', 'sword today')}`, 3);
    publisher.publishTyping(uri);
    expect(told()).toEqual([[3]]);
    await settle();
    expect(told()).toEqual([[3]]);
  });
  it('follow a parent that is edited, and one that changed on disk', async () => {
    const { publisher, documents, put, told, files } = start();
    files['file:///p/m.persona'] = 'persona M\n';
    const parent = 'file:///p/m.persona';
    put('persona A\n  extends: ./m.persona\n  summary: {{town}}\n', 1);
    publisher.publishAll(uri);
    expect(told()).toEqual([[1, 'unknown-value']]);
    documents.put({ uri: parent, version: 1, text: 'persona M\n' });
    documents.put({ uri: parent, version: 2, text: 'persona M\ngiven\n  town: Leith\n' });
    publisher.publishTyping(uri);
    expect(told()).toEqual([[1]]);
    documents.remove(parent);
    publisher.publishTyping(uri);
    expect(told()).toEqual([[1, 'unknown-value']]);
    files[parent] = 'persona M\ngiven\n  town: Leith\n';
    documents.update({});
    publisher.publishTyping(uri);
    expect(told()).toEqual([[1]]);
  });
});
