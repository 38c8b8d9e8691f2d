// A persona that extends an agent file, in the language server: the reader is loaded when it is needed, features lead into the file, and no word of
// Markdown is taken for one of ours.
import { describe, expect, test } from 'vitest';
import { agentPersona } from '../../src/interop/agent-file/agent-persona.ts';
import { withAgentFiles } from '../../src/interop/agent-file/with-agent-files.ts';
import { readPersona } from '../../src/lang/read-persona.ts';
import { agentFilesOnDemand } from '../../src/server/agent-files-on-demand.ts';
import { completion } from '../../src/server/features/completion/completion.ts';
import { definition } from '../../src/server/features/definition.ts';
import { documentLinks } from '../../src/server/features/document-links.ts';
import { ruleInInstructions } from '../../src/server/features/hover/agent-doc.ts';
import { hover } from '../../src/server/features/hover/hover.ts';
import { reviewer } from '../kit/agent-files.ts';
import { memorySource } from '../kit/memory-source.ts';
import { memoryWorkspace } from '../kit/memory-workspace.ts';

const files = {
  '/p/review.agent.md': reviewer,
  // Looks like one of ours, and is none.
  '/p/AGENTS.md': 'rules\n  never commit: Is not a rule of ours.\n',
  '/p/notes.md': 'Nothing.',
};
const source = withAgentFiles(memorySource(files), () => agentPersona);

/** Text with one `<|>`. */
function at(marked: string) {
  const offset = marked.indexOf('<|>');
  const text = marked.replace('<|>', '');
  return { text, offset, persona: readPersona(text, '/p/it.persona', source) };
}

function said(marked: string): string {
  const { persona, offset } = at(marked);
  const contents = hover(persona, offset, { measures: {}, source })?.contents;
  const value = contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
  return value.replace(/\\([!-/:-@[-`{-~])/gu, '$1');
}

const rule = 'Never approve a change without reading every file of it.';

describe('what leads into the file', () => {
  test('hover on its path says what it is and holds', () => {
    const words = said('persona A\n  extends: ./rev<|>iew.agent.md\n');
    expect(words).toContain('**Review Guard** · review.agent.md');
    expect(words).toContain('Reviews changes before they are merged.');
    expect(words).toContain('Sections: Rules, Tone.');
    expect(words).toContain('2 bullets state rules.');
  });

  test('hover and definition on a rule that the file says', () => {
    const marked = `persona A\n  extends: ./review.agent.md\n\nrules\n  - Never app<|>rove a change without reading every file of it.\n`;
    expect(said(marked)).toContain('review.agent.md says this already');
    const { persona, offset } = at(marked);
    const place = ruleInInstructions(persona, offset);
    expect(place?.uri).toBe('/p/review.agent.md');
    expect(reviewer.slice(place?.range.start, place?.range.end)).toBe(
      'Never** approve a change without reading `every` file of it',
    );
    expect(said(marked.replace(rule, 'x').replace(/Never app<\|>rove[^\n]*/u, 'Is br<|>ief and calm.'))).not.toContain(
      'says this',
    );
  });

  test('links and definition of its path', () => {
    const { persona, offset, text } = at('persona A\n  extends: ./rev<|>iew.agent.md\n');
    expect(documentLinks(persona.tree, source).map(({ target }) => target)).toEqual(['/p/review.agent.md']);
    const workspace = memoryWorkspace({ ...files, '/p/it.persona': text });
    expect(definition(persona.tree, offset, workspace).map(({ uri }) => uri)).toEqual(['file:///p/review.agent.md']);
  });

  test('completion of a path offers agent files, and no other Markdown', () => {
    const { persona, offset } = at('persona A\n  extends: ./<|>\n');
    const labels = completion(persona, offset, source).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['review.agent.md', 'AGENTS.md']));
    expect(labels).not.toContain('notes.md');
  });

  test('names in Markdown are none of ours', () => {
    const { persona, offset, text } = at(
      'persona A\n  extends: ./AGENTS.md\n\ntest one\n  user: Hi.\n  keeps: never com<|>mit\n',
    );
    expect(persona.problems.map(({ code }) => code)).toEqual(['unknown-rule']);
    const workspace = memoryWorkspace({ ...files, '/p/it.persona': text });
    expect(definition(persona.tree, offset, workspace)).toEqual([]);
  });
});

test('the reader is loaded once, when it is first asked for, and tells which files waited', async () => {
  let loads = 0;
  const told: (readonly string[])[] = [];
  const onDemand = agentFilesOnDemand({
    load: async () => {
      loads++;
      return agentPersona;
    },
    loaded: (uris) => told.push(uris),
    failed: (error) => {
      throw error;
    },
  });
  await onDemand.settled();
  expect(loads).toBe(0);
  expect(onDemand.reader('/p/a.agent.md')).toBeUndefined();
  expect(onDemand.reader('/p/b.agent.md')).toBeUndefined();
  await onDemand.settled();
  expect(told).toEqual([['/p/a.agent.md', '/p/b.agent.md']]);
  expect(onDemand.reader('/p/a.agent.md')?.('Hi.', '/p/a.agent.md').name).toBe('a');
  expect(loads).toBe(1);
});
