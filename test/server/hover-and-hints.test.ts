// What a hover says beyond the vocabulary, and what stands beside the text: what becomes of it in the prompt, whose it was, what matches.
import { describe, expect, test } from 'vitest';
import { documentLinks } from '../../src/server/features/document-links.ts';
import { hover } from '../../src/server/features/hover/hover.ts';
import { inlayHints } from '../../src/server/features/inlay-hints.ts';
import { checkText } from '../kit/check-text.ts';
import { inRange } from '../kit/lsp-text.ts';
import { marked } from '../kit/marked.ts';
import { memorySource } from '../kit/memory-source.ts';

type Files = Readonly<Record<string, string>>;
const words = { tokens: (text: string) => text.split(/\s+/).length };

/** The Markdown, its escapes taken out. */
function said(text: string, files: Files = {}): string {
  const { persona, offset } = marked(text, files);
  const contents = hover(persona, offset, { measures: words, source: memorySource(files) })?.contents;
  const value = contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
  return value.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

describe('what it becomes in the prompt', () => {
  test('a trait as its sentence, a fact, a whole block, with tokens', () => {
    expect(said('traits\n  open<|>ness: 0.9')).toContain('**Sent as** (11 tokens)\n\n> You are very much imaginative');
    expect(said('knows\n  - Opens at nine.\n  <|>- Has a cat.')).toContain('**Sent as** (3 tokens)\n\n> Has a cat.');
    expect(said('ru<|>les\n  a: Is kind.\n    must: say "x"\n  b: Is brief.')).toContain(
      '**Sent as** (5 tokens)\n\n> Is kind.  \n> - Is brief.',
    );
  });

  test('lore, and what is not sent, with the reason', () => {
    expect(said('knows\n  vio<|>lin: Owns one.\n    keys: violin')).toContain(
      '**Sent when one of its keys comes up** (3 tokens)',
    );
    expect(said('given\n  word:\n\nknows\n  sec<|>ret: It is {{word}}.')).toContain(
      '**Not sent**: The value `word` is not known.',
    );
    expect(said('persona A\n  li<|>cence: MIT')).not.toContain('Sent');
  });
});

describe('whose it was', () => {
  const files = {
    '/p/mother.persona':
      'persona M\n  extends: ./old.persona\n\nrules\n  brief: Is brief.\n\ngiven\n  word: swordfish\n',
    '/p/old.persona': 'persona O\n  role: butler\n\nrules\n  polite: Is polite.\n',
  };

  test('names that a block has from others, nearest file named', () => {
    expect(said('persona A\n  extends: ./mother.persona\n\nru<|>les\n  own: Is own.', files)).toContain(
      '**Inherited**: polite (old.persona), brief (mother.persona)',
    );
  });

  test('what an entry replaces', () => {
    const text = 'persona A\n  extends: ./mother.persona\n  role: porter\n\nrules\n  brief: Says little.';
    expect(said(text.replace('brief', 'br<|>ief'), files)).toContain(
      '**Replaces** what mother.persona says: Is brief.',
    );
    expect(said(text.replace('role', 'ro<|>le'), files)).toContain('**Replaces** what old.persona says: butler');
    expect(said('rules\n  br<|>ief: Says little.', files)).not.toContain('Replaces');
  });

  test('values and rules that are used', () => {
    const text = 'persona A\n  extends: ./mother.persona\n\nvoice\n  - {{word}}\n\ntest t\n  user: x\n  keeps: polite';
    expect(said(text.replace('{{word', '{{wo<|>rd'), files)).toContain('inherited from mother.persona');
    expect(said(text.replace('polite', 'pol<|>ite'), files)).toContain(
      '**polite** · rule (inherited from old.persona)\n\nIs polite.',
    );
  });
});

describe('braces that are text to the letter', () => {
  const given = 'given\n  word: swordfish\n\n';
  test('in `given`, of a test too, in fences, comments and titles: nothing is said of them', () => {
    const fenced = 'greeting\n  Say {{word}}.\n  ```\n  {{word}}\n  ```\n  And {{word}}.\n';
    expect(said(`${given}${fenced.replace('y {{word', 'y {{wo<|>rd')}`)).toContain('swordfish');
    expect(said(`${given}${fenced.replace('  {{word', '  {{wo<|>rd')}`)).toBe('');
    expect(said(`${given}${fenced.replace('d {{word', 'd {{wo<|>rd')}`)).toContain('swordfish');
    expect(said(`${given.trimEnd()}\n  other: {{wo<|>rd}}\n  list:\n    - x\n`)).toBe('');
    expect(said(`${given.trimEnd()}\n  list:\n    - {{wo<|>rd}}\n`)).toBe('');
    expect(said(`${given}test t\n  given word: {{wo<|>rd}}\n  user: x\n`)).toBe('');
    expect(said(`${given}test t\n  given word: x\n  user: {{wo<|>rd}}\n`)).toContain('swordfish');
    expect(said(`${given}# {{wo<|>rd}}\nvoice\n  - x\n`)).toBe('');
    expect(said(`${given}section On {{wo<|>rd}}\n  x\n`)).toContain('swordfish');
    expect(said(`${given}test on {{wo<|>rd}}\n  user: x\n`)).toBe('');
  });
});

describe('names that are used', () => {
  test('moves, facts, the cast, parts of values', () => {
    expect(said('moves\n  ask: Ask back.\n\nplan\n  a: b\n    moves: a<|>sk')).toContain('Ask back.');
    expect(said('knows\n  past: Was ill.\n\nscene s\n  find out: pa<|>st')).toContain('**past** · fact\n\nWas ill.');
    expect(said('scene s\n  with: ./w.persona as doctor\n  doc<|>tor: Hm.')).toContain('./w.persona');
    expect(said('given\n  guests:\n    - Ann\n    - Bo\n\nvoice\n  - {{guests.1<|>}}')).toContain('Bo');
  });
});

describe('phrases and patterns', () => {
  test('the row of the table that fits best', () => {
    expect(said('rules\n  a: b\n    must: say "x" or be at m<|>ost 60 words')).toContain('**be at most … words**');
    expect(said('rules\n  a: b\n    when: user sa<|>ys word "x"')).toContain('**user says word "…"**');
    expect(said('rules\n  a: b\n    let: x = us<|>er in sounds')).toContain('**… = user in …**');
    expect(said('rules\n  a: b\n    must: foo b<|>ar')).toBe('');
  });

  const talk =
    '\n\ngreeting\n  Mind your smartphone.\n\nexample one\n  user: What is the internet?\n  self: No idea.\n\ntest t\n  user: hi\n  self: The internet!';

  test('matches in what the persona says, in what the user says, or in all', () => {
    const never = said(`rules\n  a: b\n    never: say /smart|inter<|>net/${talk}`);
    expect(never).toContain('**Matches 2** of the 3 lines of the persona in this file');
    expect(never).toContain('Mind your **smart**phone. · greeting');
    expect(never).toContain('**internet**! · test t');
    const when = said(`rules\n  a: b\n    when: user says /inter<|>net/${talk}`);
    expect(when).toContain('**Matches 1** of the 2 lines of the user');
    expect(when).toContain('example one');
    expect(said(`knows\n  a: b\n    keys: tea, /inter<|>net/${talk}`)).toContain('**Matches 2** of the 5 lines in');
  });

  test('of a member of the cast their lines count, and nobody else’s; so does who is looked at in `let:`', () => {
    const scene = `${talk}\n\nscene s\n  with: watson\n  watson: The internet, Holmes.\n  self: Hm.`;
    const when = (line: string) => said(`rules\n  a: b\n    ${line}${scene}`);
    expect(when('when: watson says /inter<|>net/')).toContain('**Matches 1** of the 1 line of watson in this file');
    expect(when('when: user says "x or y" or ever last watson says /inter<|>net/')).toContain('1 line of watson');
    expect(when('let: x = user /inter<|>net/')).toContain('2 lines of the user');
    expect(when('when: {{x}} says /inter<|>net/')).toContain('7 lines in');
  });

  test('nothing matches, a value is not known, RE2 has no such thing', () => {
    expect(said(`rules\n  a: b\n    never: say /fax<|>/${talk}`)).toContain('Matches nothing in the 3 lines');
    expect(said('given\n  w:\n\nrules\n  a: b\n    never: say /{{w}}x<|>/')).toContain('not known yet');
    expect(said('rules\n  a: b\n    never: say /(?=x<|>)/')).toContain('cannot be run');
    expect(
      said(`given\n  w: fax\n\nrules\n  a: b\n    never: say /a<|> {{w}}/\n\ngreeting\n  A note, a fax.`),
    ).toContain('**a fax**');
  });
});

describe('hints', () => {
  const text =
    'persona Ada\n  role: porter\n\nknows\n  - The word is {{word}}, says {{self}}.\n\ngiven\n  word: swordfish\n  none:\n\nvoice\n  - {{none}}\n';
  const hints = (settings: { tokens: boolean; values: boolean }, within = { start: 0, end: text.length }) => {
    const { persona } = checkText(text);
    return inlayHints(persona, within, words, settings).map(
      ({ position, label }) => `${position.line}:${position.character} ${label}`,
    );
  };

  test('tokens behind the headers of what is sent', () => {
    expect(hints({ tokens: true, values: false })).toEqual(['0:11 2 tokens', '3:5 6 tokens']);
    expect(hints({ tokens: true, values: false }, { start: 30, end: 40 })).toEqual(['3:5 6 tokens']);
  });

  test('what values stand for, where it is known', () => {
    expect(hints({ tokens: false, values: true })).toEqual(['4:24 = swordfish', '4:39 = Ada']);
    expect(hints({ tokens: false, values: false })).toEqual([]);
  });
});

test('links lead to files that are there, and nowhere else', () => {
  const files = { '/p/b.persona': 'persona B', '/p/canon.md': 'x' };
  const text =
    'persona A\n  extends: ./b.persona, ./none.persona, command:evil, https://evil.example/x.persona\n\nknows\n  from: ./canon.md\n\nscene s\n  with: ./b.persona as other, Mrs Hudson';
  const { tree } = checkText(text, { files }).persona;
  expect(
    documentLinks(tree, memorySource(files)).map(({ range, target }) => `${inRange(text, range)} ${target}`),
  ).toEqual(['./b.persona /p/b.persona', './canon.md /p/canon.md', './b.persona /p/b.persona']);
});
