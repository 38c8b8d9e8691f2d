// How this persona takes turns: its `turns` block with what holds where nothing is written. Pure; a number out of bounds, which the
// editor tells of, counts as not written.
import type { Persona } from '../../lang/persona.ts';

export interface TurnSettings {
  readonly mode: 'one by one' | 'duplex';
  /** How long a slice lasts, in milliseconds. */
  readonly slice: number;
  /** Tokens that the persona says in a slice at most. */
  readonly cap: number;
  readonly interruptOn: 'any' | 'command' | 'rule';
  readonly commands: readonly string[];
  /** When the user wants the floor, in words. */
  readonly rule: string;
  readonly backchannels: readonly string[];
  readonly wiring: 'early' | 'middle' | 'late';
}

/** What holds where a persona says nothing. The vocabulary's rows say the same in words. */
export const turnDefaults: TurnSettings = {
  mode: 'one by one',
  slice: 2000,
  cap: 15,
  interruptOn: 'any',
  commands: ['stop', 'wait'],
  rule: 'The user wants to speak, or wants the persona to stop.',
  backchannels: 'mm-hm, mhm, uh-huh, hm, mm, yeah, yes, ok, okay, right, I see, um, uh, er'.split(', '),
  wiring: 'middle',
};

export function turnSettings({ turns }: Pick<Persona, 'turns'>): TurnSettings {
  const { single } = turns;
  const of = (word: string) => single.get(word)?.value;
  const one = <T extends string>(word: string, values: readonly T[], otherwise: T) =>
    values.find((value) => value === of(word)) ?? otherwise;
  const whole = (word: string, least: number, most: number, otherwise: number) => {
    const count = /^\d{1,9}$/.test(of(word) ?? '') ? Number(of(word)) : otherwise;
    return count >= least && count <= most ? count : otherwise;
  };
  const list = (texts: readonly { readonly value: string }[], otherwise: readonly string[]) =>
    texts.length > 0 ? texts.map(({ value }) => value) : otherwise;
  return {
    mode: one('mode', ['one by one', 'duplex'], turnDefaults.mode),
    slice: whole('slice', 1, 60, turnDefaults.slice / 1000) * 1000,
    cap: whole('cap', 1, 1000, turnDefaults.cap),
    interruptOn: one('interrupt on', ['any', 'command', 'rule'], turnDefaults.interruptOn),
    commands: list(turns.commands, turnDefaults.commands),
    rule: of('rule') ?? turnDefaults.rule,
    backchannels: list(turns.backchannels, turnDefaults.backchannels),
    wiring: one('wiring', ['early', 'middle', 'late'], turnDefaults.wiring),
  };
}
