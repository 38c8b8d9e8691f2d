// Rules as the model is told them: the sentence and nothing else. Names, clauses and severities stay with us, and so does what the
// instructions of another tool's file say already.
import type { Section } from '../prompt.ts';
import { bullet, type Context, lines, prose } from './context.ts';
import { instructedAt } from './instructions.ts';

export function rules(context: Context): readonly Section[] {
  const parts = context.persona.rules.flatMap((rule) => {
    if (rule.sentence.value === '') {
      context.omitted.push({ origin: rule.origin, why: 'The rule has no sentence: the model is not told of it.' });
      return [];
    }
    // What the instructions say is said: sent twice it would be another prompt than the one that the other tool sends.
    if (instructedAt(context.persona, rule.sentence.value)) {
      // A rule that is one of their own bullets stands in the prompt where it stands in them.
      const theirs = context.persona.instructions.some(({ uri }) => uri === rule.origin.uri);
      if (!theirs) context.omitted.push({ origin: rule.origin, why: 'The instructions it extends say this already.' });
      return [];
    }
    const pieces = prose(context, rule.sentence, rule.origin);
    return pieces ? [bullet(pieces)] : [];
  });
  return parts.length === 0 ? [] : [{ name: 'rules', title: 'Rules you always keep', pieces: lines(parts) }];
}
