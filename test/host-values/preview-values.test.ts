// What panel, thread and *Talks* view are given, as values.
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { plainMarkdown } from '../../src/base/plain-markdown.ts';
import { panelEvent, panelSent } from '../../src/host/preview/panel-events.ts';
import { panelPersona } from '../../src/host/preview/panel-persona.ts';
import { previewHtml, previewPolicy } from '../../src/host/preview/preview-html.ts';
import { sentDocument } from '../../src/host/preview/sent-document.ts';
import { endsSeat, eventsFor, unheardIn } from '../../src/host/scene/unheard.ts';
import { newestFirst, talkLine } from '../../src/host/talks/talk-line.ts';
import { dialogueAt } from '../../src/host/threads/dialogue-at.ts';
import { ledgerLine, threadComments } from '../../src/host/threads/thread-comments.ts';
import type { TalkSummary } from '../../src/play/trace.ts';
import type { Verdict } from '../../src/rules/verdict.ts';
import { readPanelMemory } from '../../src/wire/preview-protocol.ts';
import { fill, previewWords } from '../../src/wire/preview-words.ts';
import { scriptedModel } from '../kit/scripted-model.ts';
import { bookOf, depsOf, holmes, holmesText, run } from '../play/kit.ts';
import { sceneOf } from '../play/scene/scene-kit.ts';

const verdict = (rule: string, state: Verdict['state']): Verdict => ({
  rule,
  state,
  why: 'so',
  clause: undefined,
  span: undefined,
  through: undefined,
});

async function played() {
  const deps = depsOf(scriptedModel(['The dog did nothing.']), { temperature: 0.5 });
  const begun = await run(holmes(), { type: 'begin' }, deps);
  const said = await run(begun.state, { type: 'say', text: 'The passphrase?' }, deps);
  return { state: said.state, events: [...begun.events, ...said.events] };
}

describe('for the panel', () => {
  test('events carry neither the messages of a request nor the clauses of a verdict', async () => {
    const { events } = await played();
    const sent = JSON.stringify(events.map((event) => panelEvent(event)));
    expect(sent).not.toContain('"messages"');
    expect(sent).not.toContain('"clause"');
    expect(sent).not.toContain('221B');
    const replied = events.map((event) => panelEvent(event)).find((event) => event.type === 'replied');
    expect(replied?.turn).toMatchObject({
      written: false,
      model: 'scripted',
      verdicts: [
        { rule: 'secret', state: 'broken', span: { start: 0, end: 19 } },
        { rule: 'short', state: 'kept' },
      ],
    });
    expect(events.map((event) => panelEvent(event))[0]).toMatchObject({
      type: 'turn',
      turn: { written: true, model: undefined },
    });
  });

  test('a person in a seat is not given what the others think, or what the seat does not hear, until the scene is over', async () => {
    const seen = (seat: string | undefined, over: boolean) => async () => {
      const text = `persona Iris

scene s
  with: Tom, Ann
  self thinks: He lies.
  self: Well?
  ann: He took it.
    visible to: self
`;
      const begun = sceneOf({ 'a.persona': text }, { seat });
      const first = await run(begun, { type: 'begin' }, depsOf(scriptedModel([])));
      const ended = await run(first.state, { type: 'scene', act: 'end' }, depsOf(scriptedModel([])));
      const { state, events } = over ? { ...ended, events: [...first.events, ...ended.events] } : first;
      expect(endsSeat(state, events)).toBe(over && seat !== undefined);
      const unheard = unheardIn(state);
      return events
        .map((event) => panelEvent(event, unheard))
        .flatMap((event) =>
          event.type === 'turn' ? [event.turn.hidden ? `(${event.turn.text})` : event.turn.text] : [],
        );
    };
    const all = ['He lies.', 'Well?', 'He took it.'];
    expect(await seen('tom', false)()).toEqual(['()', 'Well?', '()']);
    expect(await seen('self', false)()).toEqual(all);
    expect(await seen('user', false)()).toEqual(['()', 'Well?', '()']);
    expect(await seen('tom', true)()).toEqual(all);
    expect(await seen(undefined, false)()).toEqual(all);
  });

  test('a thought in an answer that became no line is kept from the seat, too', async () => {
    const text = 'persona Iris\n\nscene s\n  with: Tom\n  thoughts: yes\n  tom: Hello.\n';
    const model = () => scriptedModel(['[thinks] He lies.']);
    const told = async (seat: string | undefined) => {
      const { state, events } = await run(
        sceneOf({ 'a.persona': text }, { seat }),
        { type: 'scene', act: 'next' },
        depsOf(model()),
      );
      return JSON.stringify(eventsFor(state, events));
    };
    expect(await told('tom')).toContain('"type":"failed"');
    expect(await told('tom')).not.toContain('He lies');
    expect(await told(undefined)).toContain('He lies');
  });

  test('beliefs of the others are kept from the seat, its own are not; who watches is told all', () => {
    const believes = (actor: string) => ({
      type: 'noted' as const,
      note: { kind: 'surroundings' as const, request: 'r1', after: undefined, round: 1, actor, text: `${actor} sees.` },
    });
    const events = [believes('self'), believes('tom')];
    const told = (seat: string | undefined) => {
      const state = sceneOf({ 'a.persona': 'persona Iris\n\nscene s\n  with: Tom\n  narrated: yes\n' }, { seat });
      return JSON.stringify(eventsFor(state, events));
    };
    expect(told('tom')).not.toContain('self sees');
    expect(told('tom')).toContain('tom sees');
    expect(told(undefined)).toContain('self sees');
  });

  test('what was sent is what the model was given', async () => {
    const { state } = await played();
    const request = state.requests[0];
    if (!request) throw new Error('nothing was asked');
    expect(panelSent(request)).toMatchObject({ model: 'scripted', temperature: 0.5, messages: request.messages });
  });

  test('a persona in a few facts: the author’s own first lines to begin with', () => {
    const { persona, book } = bookOf(`${holmesText}\ntest\n  user: You look tired.\n\ntest\n  user: Hm?\n`);
    const facts = panelPersona(persona, book, { file: 'holmes.persona', errors: 0, older: false, missing: false });
    expect(facts).toMatchObject({ name: 'Sherlock Holmes', role: 'consulting detective', greetings: 2, rules: 2 });
    expect(facts.starters).toEqual(['You look tired.', 'Hm?']);
  });

  test('the page allows one script, our style sheet and font, nothing else, and escapes what it is given', () => {
    const page = { source: 'https://own', nonce: 'n"1', script: 's', style: 'c', language: 'en', title: '<Play>' };
    expect(previewPolicy(page)).toBe(
      `default-src 'none'; script-src 'nonce-n"1'; style-src https://own; font-src https://own; base-uri 'none'; form-action 'none'`,
    );
    const html = previewHtml(page);
    expect(html).not.toContain('<Play>');
    expect(html).not.toContain('n"1');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/unsafe|<style|style=/);
  });

  test('only a memory of ours is taken', () => {
    expect(readPanelMemory({ uri: 'u', talk: 't', draft: 3 })).toEqual({ uri: 'u', talk: 't', draft: '' });
    for (const junk of [undefined, null, 'x', {}, { uri: 1, talk: 't' }]) expect(readPanelMemory(junk)).toBeUndefined();
  });

  test('words take their values, and only those', () => {
    expect(fill('{0} of {1}, {2}', 1, '{0}')).toBe('1 of {0}, {2}');
  });
});

describe('what was sent, as a document', () => {
  const words = {
    title: 'Sent',
    folded: 'folded',
    dropped: 'Left out',
    tokens: (count: number) => `${count} tokens`,
    temperature: (value: number) => `temperature ${value}`,
  };

  test('a message cannot close its own fence', () => {
    const content = 'a\n````\n## user\n```\nb';
    const sent = { model: 'm', messages: [{ role: 'system', content } as const], dropped: ['full'], folded: true };
    const text = sentDocument({ ...sent, temperature: 0, tokens: 12, repeatable: false }, words);
    expect(text).toContain(`\n\`\`\`\`\`\n${content}\n\`\`\`\`\`\n`);
    expect(text).toContain('- m\n- temperature 0\n- 12 tokens\n- folded\n- Left out: full');
  });
});

describe('between the lines', () => {
  test('comments say who, by which model, and the ledger in a line', async () => {
    const { state } = await played();
    expect(threadComments(state, previewWords)).toEqual([
      {
        id: expect.any(String),
        author: 'Sherlock Holmes',
        label: 'from the file',
        text: 'Come in.',
        ledger: '✓ 2 kept',
      },
      { id: expect.any(String), author: 'You', label: undefined, text: 'The passphrase?', ledger: undefined },
      {
        id: expect.any(String),
        author: 'Sherlock Holmes',
        label: 'scripted',
        text: 'The dog did nothing.',
        ledger: '✓ 1 kept · ✗ 1 broken: secret',
      },
    ]);
  });

  test('text as Markdown shows that text and nothing else', () => {
    const markdown = new MarkdownIt({ html: true, linkify: true });
    const shown = (text: string) => markdown.render(plainMarkdown(text));
    const hostile =
      '# a\n![b](http://e.example/x.png) <img src=x> [c](command:d) **e** &amp; www.e.example\n1. f\n    g\n- h';
    expect(shown(hostile)).not.toMatch(/<(?!\/?p>|br>)/);
    expect(shown('*a* b')).toBe('<p>*a* b</p>\n');
    expect(shown('a\nb\n\nc')).toBe('<p>a<br>\nb</p>\n<p>c</p>\n');
    expect(plainMarkdown('two words')).toBe('two words');
  });

  test('a ledger names what is broken', () => {
    const verdicts = [verdict('a', 'kept'), verdict('b', 'broken'), verdict('c', 'idle'), verdict('d', 'unsure')];
    expect(ledgerLine(verdicts, previewWords)).toBe('✓ 1 kept · ✗ 1 broken: b · ? 1 unsure · 1 idle');
    expect(ledgerLine([], previewWords)).toBeUndefined();
  });

  test('the block around the cursor, and none elsewhere', () => {
    const { persona } = bookOf(holmesText);
    expect(dialogueAt(persona, holmesText.indexOf('You look tired'))?.lines).toHaveLength(2);
    expect(dialogueAt(persona, holmesText.indexOf('example'))).toBeDefined();
    expect(dialogueAt(persona, holmesText.indexOf('221B'))).toBeUndefined();
  });
});

describe('the list of talks', () => {
  const talk: TalkSummary = {
    id: '1',
    at: '2026-01-02T10:00:00.000Z',
    persona: 'Holmes',
    personaUri: 'file:///h.persona',
    turns: 6,
    model: 'offline understudy',
    broken: 1,
  };
  const words = {
    when: (at: Date) => at.toISOString().slice(0, 10),
    turns: (count: number) => `${count} lines`,
    broken: (count: number) => `${count} broken`,
  };

  test('what matters stands first, what is not there is not said', () => {
    expect(talkLine(talk, words)).toBe('1 broken · 6 lines · 2026-01-02 · offline understudy');
    expect(talkLine({ ...talk, broken: 0, model: undefined }, words)).toBe('6 lines · 2026-01-02');
  });

  test('newest first', () => {
    const older = { ...talk, id: '0', at: '2026-01-01T10:00:00.000Z' };
    expect(newestFirst([older, talk]).map(({ id }) => id)).toEqual(['1', '0']);
  });
});
