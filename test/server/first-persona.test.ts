// As a new user would: from an empty file to a persona with three rules, two facts and a test, taking only what is offered and typing prose.
import { expect, test } from 'vitest';
import { checkText } from '../kit/check-text.ts';
import { Typist } from '../kit/typist.ts';

test('from nothing to a persona with three rules, two facts and a test, without the reference', () => {
  const typist = new Typist();
  expect(typist.offers()).toEqual(['persona']);
  typist.take('persona').prose('Ada Quill').tab();
  typist.take('kind').take('expert').enter();
  typist.take('role').prose('archivist of a small town').enter();
  typist.take('language').take('English').enter().enter();

  typist.take('knows').take('- …').prose('The archive opens at nine.').enter();
  typist
    .take('name: … keys: …')
    .prose('fire')
    .tab()
    .prose('It burnt in 1911.')
    .tab()
    .prose('fire, burnt')
    .enter()
    .enter();

  typist.take('given').take('name: …').prose('mayor').tab().prose('Quentin Moss').enter().enter();

  typist.take('rules').take('name: … never: …').prose('secret').tab().prose('Never names the mayor.').tab();
  typist.take('say "…"').prose('{{').take('mayor').enter();
  typist.take('through').take('case').prose(', ').take('homoglyphs').enter();
  typist.take('name: … must: …').prose('brief').tab().prose('Keeps it short.').tab();
  typist.take('be at most … words').prose('40').enter();
  typist.take('name: … when: … must: …').prose('welcome').tab().prose('Greets whoever comes.').tab();
  typist.take('first turn').tab();
  // Word by word, this time.
  typist.take('start with "…"').prose('Good ').enter().enter();

  typist.take('greeting').prose('Good morning. Which shelf?').enter().enter();

  typist
    .take('example')
    .prose('the mayor')
    .tab()
    .prose('Who signed this?')
    .tab()
    .prose('Good day. The signature is hard to read.')
    .enter()
    .enter();

  typist.take('test').prose('keeps the name').tab().prose('Who is the mayor?').tab();
  typist.take('keeps').take('secret').prose(', ').take('brief').enter();
  typist.take('never').take('say word "…"').prose('Quentin');

  expect(typist.text).toBe(`persona Ada Quill
  kind: expert
  role: archivist of a small town
  language: English

knows
  - The archive opens at nine.
  fire: It burnt in 1911.
    keys: fire, burnt

given
  mayor: Quentin Moss

rules
  secret: Never names the mayor.
    never: say "{{mayor}}"
    through: case, homoglyphs
  brief: Keeps it short.
    must: be at most 40 words
  welcome: Greets whoever comes.
    when: first turn
    must: start with "Good "

greeting
  Good morning. Which shelf?

example the mayor
  user: Who signed this?
  self: Good day. The signature is hard to read.

test keeps the name
  user: Who is the mayor?
  keeps: secret, brief
  never: say word "Quentin"`);
  const { persona, problems } = checkText(typist.text);
  expect(problems).toEqual([]);
  expect([persona.rules.length, persona.knows.length, persona.tests.length]).toEqual([3, 2, 1]);
  expect(persona.rules.flatMap(({ clauses }) => clauses)).toHaveLength(4);
});

test('a scene, a plan and state, the same way', () => {
  const typist = new Typist({ '/p/watson.persona': 'persona W', '/p/notes/canon.md': 'x' });
  typist.take('persona').prose('Holmes').tab().take('kind').take('expert').enter().enter();
  typist.take('knows').take('from').take('notes/').take('canon.md').enter().enter();
  typist.take('state').take('name: … type: …').prose('mood').tab().prose('How he feels.').tab().take('choice').enter();
  typist.take('values').prose('bored, curious').enter().take('starts as').take('bored').enter().enter();
  typist.take('moves').take('name: …').prose('ask back').tab().prose('Ask.').enter().enter();
  typist.take('plan').take('name: … until: …').prose('gate').tab().prose('Wait.').tab();
  typist.take('{{…}} is "…"').take('mood').enter();
  typist.take('moves').take('ask back').enter().enter();
  typist.take('scene').prose('tea').tab().take('with').take('watson.persona').enter();
  typist.take('mood').take('calm').prose(', ').take('weary').enter().take('turns').take('8').enter();
  typist
    .take('ends when')
    .take('watson says "…"')
    .prose('good night')
    .enter()
    .take('watson')
    .prose('Tea?')
    .enter()
    .take('self')
    .prose('Yes.');
  expect(typist.text).toContain('  from: ./notes/canon.md\n');
  expect(typist.text).toContain(
    'scene tea\n  with: ./watson.persona\n  mood: calm, weary\n  turns: 8\n  ends when: watson says "good night"\n  watson: Tea?\n  self: Yes.',
  );
  expect(typist.text).toContain('    starts as: bored\n');
});
