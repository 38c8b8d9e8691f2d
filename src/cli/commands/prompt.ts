// `dramatis prompt FILE`: what the persona compiles to, as it would be sent at the start of a talk.
import { resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { compile } from '../../lang/compile.ts';
import { render } from '../../lang/render.ts';
import { type Arguments, type Command, exitCode } from '../command.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona } from '../load-persona.ts';

export const prompt: Command = {
  name: 'prompt',
  summary: 'Print the compiled prompt of a persona.',
  help: `
Usage: dramatis prompt FILE [--json] [--budget N]

Prints the messages that start a talk. What is left out (a value not known, the budget) is said on standard error.

  --json      messages, the source range of each piece, what was dropped, and the token count, as JSON
  --budget N  fit into N tokens (default: promptBudget of dramatis.json)`,
  options: { json: { type: 'boolean' }, budget: { type: 'string' } },
  async run({ positionals: [file, ...more], options }, terminal) {
    if (file === undefined || more.length > 0) throw new UserError('prompt takes one persona file.');
    const { persona, config } = await loadPersona(resolve(terminal.cwd, file));
    const budget = readBudget(options['budget']) ?? config.promptBudget;
    const { tokens } = await loadMeasures({ tokens: true });
    const compiled = compile(persona);
    const rendered = render(compiled, [], { ...(budget !== undefined && { budget }), ...(tokens && { tokens }) });
    const omitted = [...compiled.omitted, ...rendered.dropped];
    if (options['json']) {
      const { messages, map } = rendered;
      terminal.out(
        `${JSON.stringify({ version: 1, messages, map, omitted, tokens: rendered.tokens }, undefined, 2)}\n`,
      );
      return exitCode.clean;
    }
    const text = rendered.messages.map((m) => `[${m.role}]\n${m.content}`).join('\n\n');
    // In a pipe it is what would be sent, to the letter; on a terminal the letters must do no more than stand there.
    terminal.out(`${terminal.interactive ? plainText(text) : text}\n`);
    for (const { why } of omitted) terminal.err(`left out: ${plainText(why)}\n`);
    if (rendered.tokens !== undefined)
      terminal.err(`${rendered.tokens} tokens (o200k; an estimate for other models)\n`);
    return exitCode.clean;
  },
};

function readBudget(text: Arguments['options'][string]): number | undefined {
  if (text === undefined) return undefined;
  const budget = Number(text);
  if (!Number.isSafeInteger(budget) || budget < 1)
    throw new UserError('--budget takes a whole number of tokens, 1 or more.');
  return budget;
}
