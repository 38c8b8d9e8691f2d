// Rules as the model is told them: the sentence and nothing else. Names, clauses and severities stay with us.
import type { Section } from '../prompt.ts';
import { bullet, type Context, lines, prose } from './context.ts';

export function rules(context: Context): readonly Section[] {
  const parts = context.persona.rules.flatMap((rule) => {
    if (rule.sentence.value === '') {
      context.omitted.push({ origin: rule.origin, why: 'The rule has no sentence: the model is not told of it.' });
      return [];
    }
    const pieces = prose(context, rule.sentence, rule.origin);
    return pieces ? [bullet(pieces)] : [];
  });
  return parts.length === 0 ? [] : [{ name: 'rules', title: 'Rules you always keep', pieces: lines(parts) }];
}
