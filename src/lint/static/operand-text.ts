// Operands of phrases as comparable texts: the literal where there is one, a key where values are in it.
import type { Operand } from '../../rules/phrase.ts';

/** The text to the letter, or undefined where a value is part of it. */
export function literal(operand: Operand): string | undefined {
  return operand.parts.every((part) => typeof part === 'string') ? operand.parts.join('') : undefined;
}

/** Equal for operands that always stand for the same text. */
export function operandKey(operand: Operand): string {
  return operand.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : `{{${part.path}}}`)).join('+');
}
