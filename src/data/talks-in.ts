// Talks out of a text that comes in lines: one talk, or many one after another, each beginning with its record of type `talk`. In: lines, where they stand.
// Out: one talk at a time, so that a file of any number of talks is read in the memory of one. Never throws on text.
import { readTalkFile } from '../play/talk-file.ts';
import type { TraceRecord } from '../play/trace.ts';

export interface ReadTalk {
  readonly records: readonly TraceRecord[];
  /** Lines that are no record, or why there is nothing: sentences. */
  readonly problems: readonly string[];
}

/** More than any talk; what is longer is passed over, and said. In code units. */
const longest = 64 * 1024 * 1024;

/** `folder`: uri of the folder that the text stands in. */
export async function* talksIn(lines: AsyncIterable<string>, folder: string): AsyncGenerator<ReadTalk> {
  let held: string[] = [];
  let size = 0;
  for await (const line of lines) {
    if (held.length > 0 && talkHead(line)) {
      yield readTalk(held, size, folder);
      held = [];
      size = 0;
    }
    size += line.length;
    if (size <= longest) held.push(line);
  }
  if (held.some((line) => line.trim() !== '')) yield readTalk(held, size, folder);
}

function readTalk(held: readonly string[], size: number, folder: string): ReadTalk {
  if (size > longest) return { records: [], problems: ['The talk is larger than 64 MB and was not read.'] };
  const { lines, problems } = readTalkFile(held.join('\n'), folder);
  return { records: lines.map(({ record }) => record), problems: problems.map(({ message }) => message) };
}

/** The first record of a talk; undefined: the line is none. */
export function talkHead(line: string): { readonly persona: string } | undefined {
  if (!line.includes('"talk"')) return undefined;
  try {
    const { type, persona } = (JSON.parse(line) ?? {}) as { readonly type?: unknown; readonly persona?: unknown };
    return type === 'talk' ? { persona: typeof persona === 'string' ? persona : '' } : undefined;
  } catch {
    return undefined;
  }
}
