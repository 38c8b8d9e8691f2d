// The persona beside an agent file: made, extended, given the same rule once, never mistaken for somebody else's; and where saving leads.
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/base/text-edit.ts';
import { agentPersona } from '../../../src/interop/agent-file/agent-persona.ts';
import { bulletAt } from '../../../src/interop/agent-file/bullet-at.ts';
import { findSidecar } from '../../../src/interop/agent-file/find-sidecar.ts';
import { takenInto } from '../../../src/interop/agent-file/sidecar.ts';
import { withAgentFiles } from '../../../src/interop/agent-file/with-agent-files.ts';
import { compile } from '../../../src/lang/compile.ts';
import { readPersona } from '../../../src/lang/read-persona.ts';
import type { Source } from '../../../src/lang/source.ts';
import { reviewer } from '../../kit/agent-files.ts';
import { memorySource } from '../../kit/memory-source.ts';

const agent = '/p/review.agent.md';
const uri = '/p/review.persona';
const persona = agentPersona(reviewer, agent);
const files = (beside: Record<string, string> = {}) =>
  withAgentFiles(memorySource({ [agent]: reviewer, ...beside }), () => agentPersona);
const find = (beside: Record<string, string> = {}) => findSidecar(agent, files(beside), (a, b) => a === b);

const first = 'Never approve a change without reading every file of it.';
const second = 'Always name the file and the line.';
const bullet = (words: string) => {
  const found = bulletAt(reviewer, agent, reviewer.indexOf(words));
  if (!found) throw new Error(`No bullet says ${words}`);
  return found;
};

/** The text that the persona has when a bullet was taken into it. */
function take(text: string | undefined, words?: string): { text: string; shown: string | undefined } {
  const taken = takenInto(text, uri, persona, words === undefined ? undefined : bullet(words));
  if (!taken.ok) throw new Error(taken.reason);
  const after = taken.make ?? applyEdits(text ?? '', taken.edits);
  return { text: after, shown: taken.shown && after.slice(taken.shown.start, taken.shown.end) };
}

describe('a bullet is taken into the persona beside its file', () => {
  test('which is made where it is not there, reads without a problem, and sends nothing twice', () => {
    const { text, shown } = take(undefined, 'approve');
    expect(text).toBe(`persona Review Guard\n  extends: ./review.agent.md\n\nrules\n  - ${first}\n`);
    expect(shown).toBe(first);
    const made = readPersona(text, uri, files());
    expect(made.problems).toEqual([]);
    expect(made.rules.map(({ sentence }) => sentence.value)).toEqual([first]);
    expect(compile(made).omitted).toHaveLength(1);
  });

  test('alone where no bullet is given', () => {
    expect(take(undefined)).toEqual({
      text: 'persona Review Guard\n  extends: ./review.agent.md\n',
      shown: undefined,
    });
  });

  test('which keeps all that it says, comments and tests too, and has one rule more', () => {
    const own =
      '# Mine.\npersona Guard\n  extends: ./review.agent.md\n\nrules\n  short: Is brief.   # so\n    must: be at most 40 words\n\ntest one\n  user: Hi.\n  keeps: short\n';
    const { text, shown } = take(own, 'name the file');
    expect(shown).toBe(second);
    const rest = text.split('\n').filter((line) => !line.includes(second));
    expect(rest).toEqual(own.split('\n'));
    expect(readPersona(text, uri, files()).rules).toHaveLength(2);
  });

  test('a second rule stands behind the first', () => {
    const both = take(take(undefined, 'approve').text, 'name the file');
    expect(both.text).toBe(
      `persona Review Guard\n  extends: ./review.agent.md\n\nrules\n  - ${first}\n  - ${second}\n`,
    );
    expect(both.shown).toBe(second);
  });

  test('the same rule again changes nothing and is shown where it stands, however it is written there', () => {
    const once = take(undefined, 'approve').text;
    expect(take(once, 'approve')).toEqual({ text: once, shown: first });
    const shouted = once.replace(first, first.toUpperCase());
    expect(take(shouted, 'approve')).toEqual({ text: shouted, shown: first.toUpperCase() });
  });

  test('with the line ends that the persona has', () => {
    const { text } = take(take(undefined, 'approve').text.replaceAll('\n', '\r\n'), 'name the file');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(text).toContain(`  - ${second}\r\n`);
  });
});

describe('what is saved, added or improved goes into', () => {
  const extending = take(undefined).text;
  const stranger = 'persona Somebody\n';

  test('a persona that is not there yet, under the first name that is free', () => {
    expect(find()).toEqual({ kind: 'free', name: 'review.persona' });
    expect(find({ [uri]: stranger })).toEqual({ kind: 'free', name: 'review.agent-rules.persona' });
  });

  test('the persona that extends the file, whichever of the names it has', () => {
    expect(find({ [uri]: extending })).toEqual({ kind: 'there', name: 'review.persona' });
    expect(find({ [uri]: stranger, '/p/review.agent-rules.persona': extending })).toEqual({
      kind: 'there',
      name: 'review.agent-rules.persona',
    });
  });

  test('one that extends it through another', () => {
    const beside = { [uri]: 'persona\n  extends: ./base.persona\n', '/p/base.persona': extending };
    expect(find(beside)).toEqual({ kind: 'there', name: 'review.persona' });
  });

  test('nobody else’s persona: where both names are taken there is none', () => {
    const other = 'persona\n  extends: ./other.agent.md\n';
    expect(find({ [uri]: stranger, '/p/review.agent-rules.persona': other, '/p/other.agent.md': 'Hi.' })).toEqual({
      kind: 'taken',
    });
  });

  test('nothing that cannot be read: it might be somebody else’s', () => {
    const locked: Source = { read: (path) => ({ ok: false, uri: path, reason: 'too-large' }) };
    expect(findSidecar(agent, locked, (a, b) => a === b)).toEqual({ kind: 'unreadable', name: 'review.persona' });
  });

  test('the one beside a file whose name programs write in two ways', () => {
    const spaced = 'file:///p/my%20review.agent.md';
    const source = withAgentFiles(
      memorySource(
        {
          'file:///p/my review.agent.md': reviewer,
          'file:///p/my review.persona': 'persona\n  extends: ./my review.agent.md\n',
        },
        'file:///p',
      ),
      () => agentPersona,
    );
    const found = findSidecar(spaced, source, (a, b) => decodeURI(a) === decodeURI(b));
    expect(found).toEqual({ kind: 'there', name: 'my review.persona' });
  });
});
