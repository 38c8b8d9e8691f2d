// The terminal's door: picks the command, parses its options, shows help, and turns what went wrong into words and an exit code.
import { parseArgs } from 'node:util';
import { plainText } from '../base/plain-text.ts';
import { UserError } from '../base/user-error.ts';
import { painter } from './colour.ts';
import { type Command, exitCode, type Terminal } from './command.ts';
import { lsp } from './commands/lsp.ts';

/** A command by its name; the rest of it is there once it is wanted. */
export interface NamedCommand {
  readonly name: string;
  load(): Promise<Command>;
}

/** In the order of the overview. Each is loaded when it is run: some bring a model's client, others readers of foreign files. */
export const commands: readonly NamedCommand[] = [
  { name: 'lint', load: async () => (await import('./commands/lint.ts')).lint },
  { name: 'test', load: async () => (await import('./commands/test.ts')).test },
  { name: 'format', load: async () => (await import('./commands/format.ts')).format },
  { name: 'prompt', load: async () => (await import('./commands/prompt.ts')).prompt },
  { name: 'play', load: async () => (await import('./commands/play.ts')).play },
  { name: 'lore', load: async () => (await import('./commands/lore.ts')).lore },
  { name: 'turn-taking', load: async () => (await import('./commands/turn-taking.ts')).turnTaking },
  { name: 'judge', load: async () => (await import('./commands/judge.ts')).judge },
  { name: 'doctor', load: async () => (await import('./commands/doctor.ts')).doctor },
  // Small, and in the program's own file: it finds the server beside that.
  { name: 'lsp', load: async () => lsp },
  { name: 'write', load: async () => (await import('./commands/write.ts')).write },
  { name: 'import', load: async () => (await import('./commands/import.ts')).importCommand },
  { name: 'export', load: async () => (await import('./commands/export.ts')).exportCommand },
  { name: 'data', load: async () => (await import('./commands/data.ts')).data },
];

/** Runs one command line (without node and script). Never rejects. */
export async function main(argv: readonly string[], terminal: Terminal, version: string): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-v') {
    terminal.out(`${version}\n`);
    return exitCode.clean;
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    const named = first === 'help' ? commands.find((c) => c.name === rest[0]) : undefined;
    terminal.out(named ? commandHelp(await named.load()) : await overview());
    return first === undefined ? exitCode.usage : exitCode.clean;
  }
  const command = commands.find((c) => c.name === first);
  if (!command)
    return usage(terminal, `There is no command \`${first}\`. Commands: ${commands.map((c) => c.name).join(', ')}.`);
  return run(await command.load(), rest, terminal);
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

async function overview(): Promise<string> {
  const width = Math.max(...commands.map((c) => c.name.length));
  const all = await Promise.all(commands.map((c) => c.load()));
  const rows = all.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`);
  return `Personas for language models: written, linted, compiled and played.\n\nUsage: dramatis COMMAND …\n\n${rows.join('\n')}\n\n\`dramatis COMMAND --help\` tells more. \`dramatis --version\` shows the version.\n`;
}

function commandHelp(command: Command): string {
  return `${command.summary}\n\n${command.help.trim()}\n`;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
