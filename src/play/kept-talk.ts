// A talk file's text as lint judges it: messages with the range of their line, and what could not be read.
import type { Problem } from '../lang/problems.ts';
import { type KeptMessage, keptMessages, readTalkFile } from './talk-file.ts';

export interface KeptTalk {
  readonly uri: string;
  readonly text: string;
  readonly messages: readonly KeptMessage[];
  readonly problems: readonly Problem[];
}

/** Never throws on text. */
export function keptTalk({ uri, text }: { readonly uri: string; readonly text: string }): KeptTalk {
  const { lines, problems } = readTalkFile(text, uri.replace(/\/[^/]*$/, ''));
  return { uri, text, messages: keptMessages(lines), problems };
}
