// A talk file's text as lint judges it: messages with the range of their line, and what could not be read.
import type { Problem } from '../lang/problems.ts';
import { isSelfSeat, type KeptSide, keptSide, keptSides } from './scene/kept-sides.ts';
import { type KeptMessage, keptTurns, readTalkFile } from './talk-file.ts';

export interface KeptTalk {
  readonly uri: string;
  readonly text: string;
  /** As the persona heard it; without its own lines where a person said them. */
  readonly messages: readonly KeptMessage[];
  /** A scene as the others of its cast heard it. */
  readonly sides: readonly KeptSide[];
  readonly problems: readonly Problem[];
}

/** Never throws on text. */
export function keptTalk({ uri, text }: { readonly uri: string; readonly text: string }): KeptTalk {
  const { lines, problems } = readTalkFile(text, uri.replace(/\/[^/]*$/, ''));
  const turns = keptTurns(lines);
  const heard = keptSide(turns, 'self');
  const messages = isSelfSeat(lines) ? heard.filter(({ role }) => role === 'user') : heard;
  return { uri, text, messages, sides: keptSides(lines, turns), problems };
}
