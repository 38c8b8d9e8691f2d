// The list of all rules about agent files: adding one is a file, a line here and in `agent-file-summaries`, a page in docs/rules and a fault in the tests.
import type { AgentRule } from './agent-rule.ts';
import { brokenLink } from './broken-link.ts';
import { contradictoryInstructions } from './contradictory-instructions.ts';
import { duplicateInstruction } from './duplicate-instruction.ts';
import { endingModel } from './ending-model.ts';
import { frontMatterKey } from './front-matter-key.ts';
import { frontMatterLimit } from './front-matter-limit.ts';
import { frontMatterMissing } from './front-matter-missing.ts';
import { frontMatterSyntax } from './front-matter-syntax.ts';
import { frontMatterValue } from './front-matter-value.ts';
import { hiddenInAgentFile } from './hidden-in-agent-file.ts';
import { secretInText } from './secret-in-text.ts';

export const agentRules: readonly AgentRule[] = [
  frontMatterSyntax,
  frontMatterKey,
  frontMatterValue,
  frontMatterMissing,
  frontMatterLimit,
  brokenLink,
  contradictoryInstructions,
  duplicateInstruction,
  hiddenInAgentFile,
  secretInText,
  endingModel,
];
