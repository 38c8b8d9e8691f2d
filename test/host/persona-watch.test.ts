// Readings of one persona that overlap, in the orders that a busy machine brings about: what is told is what was asked for last.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { PersonaReading } from '../../src/host/personas.ts';
import { PersonaWatch } from '../../src/host/talks/persona-watch.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { readRules } from '../../src/rules/rule-book.ts';
import { openPersona, persona, replaceAll } from './kit/open-persona.ts';

const uri = vscode.Uri.parse('untitled:ada.persona');

function reading(text: string): PersonaReading {
  const read = readPersona(text, uri.toString(), { read: () => assert.fail('names no file') });
  return { persona: read, book: readRules(read) };
}

/** A watch whose readings end when the test says so, in its order. */
function watched() {
  const due: PromiseWithResolvers<PersonaReading>[] = [];
  const watch = new PersonaWatch(uri, {
    log: { debug() {} },
    configs: { onDidChange: () => ({ dispose() {} }) },
    personas: {
      read() {
        const one = Promise.withResolvers<PersonaReading>();
        due.push(one);
        return one.promise;
      },
    },
  });
  const told: (string | undefined)[] = [];
  watch.onDidChange(({ playing }) => told.push(playing?.persona.name));
  const end = (index: number, text: string) => due[index]?.resolve(reading(text));
  return { watch, told, end, fail: (index: number) => due[index]?.reject(new Error('gone')) };
}

describe('a persona that is read twice at once', () => {
  it('is never told as unread to whoever asked first', async () => {
    const { watch, told, end } = watched();
    const first = watch.read();
    const second = watch.read();
    end(0, persona);
    await new Promise((resolve) => setImmediate(resolve));
    end(1, persona.replace('Ada', 'Bea'));
    assert.equal((await first).playing?.persona.name, 'Bea');
    assert.equal((await second).playing?.persona.name, 'Bea');
    assert.deepEqual(told, ['Bea']);
    watch.dispose();
  });

  it('keeps the later one where the earlier one ends last', async () => {
    const { watch, told, end, fail } = watched();
    const first = watch.read();
    const second = watch.read();
    end(1, persona.replace('Ada', 'Bea'));
    await second;
    fail(0);
    assert.equal((await first).missing, false);
    assert.deepEqual(told, ['Bea']);
    watch.dispose();
  });

  it('plays a file with errors where no version without them was ever told', async () => {
    const { watch, end } = watched();
    const first = watch.read();
    const second = watch.read();
    end(0, persona);
    await new Promise((resolve) => setImmediate(resolve));
    end(1, persona.replace('Never names the mayor.\n    never: say "Mayor Quill"', 'x\n    never: say /(/'));
    const { playing, errors, older } = await first;
    assert.ok(errors > 0);
    assert.equal(older, false);
    assert.equal(playing?.persona.name, 'Ada');
    await second;
    watch.dispose();
  });
});

describe('a persona that is edited and asked at once', () => {
  it('answers by what stands there now, without waiting for the hand to rest', async () => {
    const document = await openPersona(persona);
    const watch = new PersonaWatch(document.uri, {
      log: { debug() {} },
      configs: { onDidChange: () => ({ dispose() {} }) },
      personas: { read: async () => reading(document.getText()) },
    });
    await watch.read();
    await replaceAll(document, persona.replace('Ada', 'Bea'));
    await watch.upToDate();
    assert.equal(watch.now.playing?.persona.name, 'Bea');
    watch.dispose();
  });
});
