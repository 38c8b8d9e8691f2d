// What a listener does while the persona speaks, and whether it should stop it: the labelled events of a turn-taking test. In: how the persona
// takes turns, lines its author expects of users. Out: events. Made by a program; an author may write others.
import type { TurnSettings } from './turn-settings.ts';

export interface LabelledEvent {
  /** Milliseconds after the persona began to speak. */
  readonly at: number;
  readonly text: string;
  /** Whether it should stop the persona. */
  readonly interrupts: boolean;
}

/** In the middle of the persona's second slice. */
const onset = 1.35;

/**
 * Commands, the same with a letter missing and inside a longer word, backchannels, a stray key, and whole sentences (`lines`). Where a rule
 * decides, sentences are left out: what it makes of them only its author knows.
 */
export function scriptFor(settings: TurnSettings, lines: readonly string[]): LabelledEvent[] {
  const { interruptOn, commands, backchannels, slice } = settings;
  const at = Math.round(onset * slice);
  const event = (text: string, interrupts: boolean): LabelledEvent => ({ at, text, interrupts });
  const any = interruptOn === 'any';
  const likeCommands = commands.flatMap((command) => [misspelt(command), `${command}${command.at(-1) ?? ''}ing`]);
  return [
    ...commands.map((command) => event(command, true)),
    // To anybody but a listener for commands these are words like others.
    ...(interruptOn === 'rule' ? [] : likeCommands.map((text) => event(text, any))),
    ...(interruptOn === 'rule' ? [] : lines.map((line) => event(line, any))),
    ...backchannels.slice(0, 4).map((sign) => event(sign, false)),
    event('k', false),
  ];
}

/** Without its second letter. */
function misspelt(command: string): string {
  return command.length > 2 ? command[0] + command.slice(2) : `${command}x`;
}
