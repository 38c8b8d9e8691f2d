// The literal texts that a rule's `must:` lines ask for: what an offline performer can simply say. Judges nothing.

import type { Values } from '../lang/value.ts';
import { operandTexts } from './operand-texts.ts';
import type { Operand, TextTest } from './phrase.ts';
import type { CheckedRule } from './rule-book.ts';

/** A text that would satisfy one phrase of a `must:` line. */
export interface AskedText {
  readonly rule: string;
  /** `be`: the whole reply; `say`: somewhere in it; `start`, `end`: there. */
  readonly how: 'be' | 'say' | 'start' | 'end';
  readonly text: string;
}

/** In the order the rules stand. Texts with a value not known are left out; patterns name no text. */
export function askedTexts(rules: readonly CheckedRule[], values: Values): readonly AskedText[] {
  return rules.flatMap(({ rule, clauses }) =>
    clauses.flatMap(({ clause, phrases }) =>
      clause.kind !== 'must' || !phrases
        ? []
        : phrases.flatMap((phrase) => (phrase.about === 'reply' ? ofTest(phrase.test, rule.id, values) : [])),
    ),
  );
}

function ofTest(test: TextTest, rule: string, values: Values): readonly AskedText[] {
  if (test.test === 'be' || test.test === 'start' || test.test === 'end')
    return texts(test.texts, values).map((text) => ({ rule, how: test.test, text }));
  if (test.test === 'say' || test.test === 'say word')
    return texts(test.texts, values).map((text) => ({ rule, how: 'say', text }));
  return [];
}

function texts(operands: readonly Operand[], values: Values): readonly string[] {
  return operands.flatMap((operand) => {
    const found = operandTexts(operand, values);
    return found.known ? found.texts : [];
  });
}
