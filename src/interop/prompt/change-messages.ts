// Messages of a prompt file changed to others, in place: each that says the same stays the bytes it was, of one that differs the words that do change, and
// marks, messages of other roles and what nobody answers stay where they are. In: the file, messages before and now. Out: edits.
import { range } from '../../base/range.ts';
import type { TextEdit } from '../../base/text-edit.ts';
import { align } from '../align.ts';
import { patchText, type Token } from '../patch-text.ts';
import type { PromptMessage, Stretch } from './prompt-parts.ts';
import { promptTokens } from './prompt-tokens.ts';
import { isSaid, isSystem } from './read-messages.ts';

export interface PromptFile {
  readonly text: string;
  /** Where the body begins in `text`. */
  readonly bodyStart: number;
  readonly stretches: readonly Stretch[];
  /** Names of its inputs. */
  readonly inputs: readonly string[];
}

/** Undefined: the messages before stand in no stretches of their own. @param mark what a message begins with. */
export function changeMessages(
  file: PromptFile,
  before: readonly PromptMessage[],
  now: readonly PromptMessage[],
  mark: (role: string) => string,
): readonly TextEdit[] | undefined {
  const { stretches } = file;
  const answered = stretches.slice(0, stretches.findLastIndex(({ role }) => role === 'assistant') + 1);
  const said = turnsOf(answered.filter(isSaid));
  const [were, are] = [before.filter(isSaid), now.filter(isSaid)];
  if (said.length !== were.length || said.some(([first], index) => first?.role !== were[index]?.role)) return undefined;
  const edits = [...systemEdits(file, systemOf(before), systemOf(now), mark)];
  const lastSystem = stretches.findLastIndex(isSystem);
  const key = ({ role, content }: PromptMessage) => `${role}\n${content}`;
  for (const { from, to, start, end } of align(were.map(key), are.map(key))) {
    const follower = said[to]?.[0];
    const last = Math.max(answered.length, said.length === 0 ? lastSystem + 1 : 0);
    const place = follower ? stretches.indexOf(follower) : last;
    let next = from;
    for (const message of are.slice(start, end)) {
      const turn = next < to ? said[next] : undefined;
      if (turn?.[0]?.role !== message.role) edits.push(added(file, place, mark(message.role) + message.content));
      else edits.push(...rewritten(file, turn, were[next++]?.content ?? '', message.content));
    }
    for (const turn of said.slice(next, to)) edits.push(...turn.map((stretch) => removed(file, stretch)));
  }
  return edits;
}

/** Messages of one role that follow each other are sent as one, but for a greeting. */
function turnsOf(said: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const turns: Stretch[][] = [];
  for (const stretch of said) {
    const last = turns.at(-1);
    const greeted = turns.length === 1 && stretch.role === 'assistant';
    if (last?.[0]?.role === stretch.role && !greeted) last.push(stretch);
    else turns.push([stretch]);
  }
  return turns;
}

function systemOf(messages: readonly PromptMessage[]): string {
  return messages.find(isSystem)?.content ?? '';
}

function systemEdits(
  file: PromptFile,
  before: string,
  now: string,
  mark: (role: string) => string,
): readonly TextEdit[] {
  const own = file.stretches.filter(isSystem);
  if (before === now) return [];
  if (own.length === 0) return [added(file, 0, mark('system') + now)];
  return now === '' ? own.map((stretch) => removed(file, stretch)) : rewritten(file, own, before, now);
}

/** The words that differ; where they cannot be told, all of it in the first of the stretches that it stands in. */
function rewritten(file: PromptFile, own: readonly Stretch[], before: string, now: string): readonly TextEdit[] {
  const tokens = own.flatMap((stretch, index): readonly Token[] => {
    const { content, contentStart } = stretch;
    const parts = { from: contentStart, to: contentStart, images: ['\n\n'], parts: true };
    return [...(index > 0 ? [parts] : []), ...promptTokens(content, contentStart, file.inputs)];
  });
  const patches = patchText(file.text, tokens, before, now);
  if (patches) return patches.map(({ from, to, text }) => ({ range: range(from, to), text }));
  const [first, ...others] = own;
  if (!first) return [];
  const whole = range(first.contentStart, first.contentStart + first.content.length);
  return [{ range: whole, text: inLinesOf(file.text, now) }, ...others.map((stretch) => removed(file, stretch))];
}

function removed({ text, stretches }: PromptFile, stretch: Stretch): TextEdit {
  const next = stretches[stretches.indexOf(stretch) + 1];
  return { range: range(stretch.start, next?.start ?? text.length), text: '' };
}

/** A message before the stretch of this index, or behind all. */
function added({ text, stretches, bodyStart }: PromptFile, index: number, message: string): TextEdit {
  const at = index === 0 ? bodyStart : (stretches[index]?.start ?? text.length);
  const begun = /(?:^|\n)\r?\n?$/u.exec(text.slice(bodyStart, at).slice(-3))?.[0] ?? '';
  const gap = at === bodyStart || /\n\r?\n$/u.test(begun) ? '' : begun.startsWith('\n') ? '\n' : '\n\n';
  const own = at === text.length ? `${gap}${message}\n` : `${gap}${message}\n\n`;
  return { range: range(at, at), text: inLinesOf(text, own) };
}

/** With the line breaks of the file. */
export function inLinesOf(file: string, text: string): string {
  return /\r\n/u.test(file) && !/(?<!\r)\n/u.test(file) ? text.replace(/\r?\n/gu, '\r\n') : text;
}
