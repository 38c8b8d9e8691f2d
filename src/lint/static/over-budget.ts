// The prompt is longer than the budget that dramatis.json declares. Needs a token counter; without one it says nothing.
import { compile } from '../../lang/compile.ts';
import type { Problem } from '../../lang/problems.ts';
import { render } from '../../lang/render.ts';
import type { LintContext, LintRule } from './rule.ts';

export const overBudget: LintRule = {
  id: 'over-budget',
  severity: 'warning',
  summary: 'The compiled prompt is longer than the declared budget.',
  phase: 'save',
  check: ({ persona, config, measures }: LintContext): readonly Problem[] => {
    const budget = config.promptBudget;
    if (budget === undefined || !measures.tokens) return [];
    const { tokens } = render(compile(persona), [], { tokens: measures.tokens });
    if (tokens === undefined || tokens <= budget) return [];
    const first = persona.tree.blocks[0];
    return [
      {
        code: 'over-budget',
        severity: 'warning',
        range: first?.header ?? { start: 0, end: 0 },
        message: `The prompt has ${tokens} tokens, ${tokens - budget} over the budget of ${budget}: examples, then lore, will be left out.`,
      },
    ];
  },
};
