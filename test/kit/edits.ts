// Random edits for fast-check: where, how much is taken out, what is put in. Applied to whatever text there is at the time.
import fc from 'fast-check';
import { personaLike } from './arbitrary-persona.ts';

export interface ArbitraryEdit {
  /** 0..1 of the way through the text. */
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

const typed = fc.constantFrom(
  '',
  '',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ' ',
  '  ',
  '    ',
  '\t',
  '#',
  '-',
  '- ',
  ':',
  '`',
  '```',
  'a',
  'x: y',
  '{{a}}',
  '\ufeff',
  '\u200b',
  '\n  ',
  '\n    ',
  '\n  new: entry',
  '\n    when: user says "a"',
  '\n    must: say "b"',
  '\nrules\n',
  '\nknows\n  ',
  '\npersona X\n',
  '\n  # note',
  '\n# note',
  '\n# dramatis-ignore wrong-value: it is so\n',
  '/',
  ',',
  '"',
  '\n  with: ./b.persona',
  '\nsection s\n  prose',
  '\n  secret: x',
  '\ngiven\n  a: 1',
  '\ntest t\n  user: hi\n  keeps: secret',
  '\n  extends: ./base.persona',
);

/** A few letters mostly, now and then a stretch taken out or a piece of a persona put in. */
export const arbitraryEdits: fc.Arbitrary<readonly ArbitraryEdit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.oneof({ weight: 4, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(60) }),
    insert: fc.oneof({ weight: 6, arbitrary: typed }, { weight: 1, arbitrary: personaLike }),
  }),
  { minLength: 1, maxLength: 8 },
);

export function edited(text: string, { at, remove, insert }: ArbitraryEdit): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + insert + text.slice(start + remove);
}
