// The terminal's door: picks the command, parses its options, shows help, and turns what went wrong into words and an exit code.
import { parseArgs } from 'node:util';
import { plainText } from '../base/plain-text.ts';
import { UserError } from '../base/user-error.ts';
import { painter } from './colour.ts';
import { type Command, exitCode, type Terminal } from './command.ts';
import { doctor } from './commands/doctor.ts';
import { format } from './commands/format.ts';
import { judge } from './commands/judge.ts';
import { lint } from './commands/lint.ts';
import { lore } from './commands/lore.ts';
import { play } from './commands/play.ts';
import { prompt } from './commands/prompt.ts';
import { test } from './commands/test.ts';
import { turnTaking } from './commands/turn-taking.ts';
import { write } from './commands/write.ts';

export const commands: readonly Command[] = [lint, test, format, prompt, play, lore, turnTaking, judge, doctor, write];

/** Runs one command line (without node and script). Never rejects. */
export async function main(argv: readonly string[], terminal: Terminal, version: string): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') {
    terminal.out(`${version}\n`);
    return exitCode.clean;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const named = first === 'help' ? commands.find((c) => c.name === rest[0]) : undefined;
    terminal.out(named ? commandHelp(named) : overview());
    return first === undefined ? exitCode.usage : exitCode.clean;
  }
  const command = commands.find((c) => c.name === first);
  if (!command)
    return usage(terminal, `There is no command \`${first}\`. Commands: ${commands.map((c) => c.name).join(', ')}.`);
  return run(command, rest, terminal);
}

async function run(command: Command, argv: readonly string[], terminal: Terminal): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(command, argv);
  } catch (error) {
    return usage(terminal, `${firstLine(error)} See \`dramatis ${command.name} --help\`.`);
  }
  if (parsed.values['help']) {
    terminal.out(commandHelp(command));
    return exitCode.clean;
  }
  try {
    const options = parsed.values as Parameters<Command['run']>[0]['options'];
    return await command.run({ positionals: parsed.positionals, options }, terminal);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return usage(terminal, error.action ? `${error.message} ${error.action}` : error.message);
  }
}

function parse(command: Command, argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: { ...command.options, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
}

function usage(terminal: Terminal, message: string): number {
  terminal.err(`${painter(terminal.colours)('red', 'dramatis:')} ${plainText(message)}\n`);
  return exitCode.usage;
}

function overview(): string {
  const width = Math.max(...commands.map((c) => c.name.length));
  const rows = commands.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`);
  return `Personas for language models: written, linted, compiled and played.\n\nUsage: dramatis COMMAND …\n\n${rows.join('\n')}\n\n\`dramatis COMMAND --help\` tells more. \`dramatis --version\` shows the version.\n`;
}

function commandHelp(command: Command): string {
  return `${command.summary}\n\n${command.help.trim()}\n`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
