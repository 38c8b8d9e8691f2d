// An endpoint for the user's settings, put together from what was typed and picked. In: parts. Out: an entry as the setting holds it, or why
// it cannot be one, by the reader of `dramatis.json` itself. Pure.
import { readConfig } from '../../config/read-config.ts';
import { isLoopbackOrigin, originOf } from '../../model/origin-policy.ts';

/** As the setting holds it. */
export interface EndpointEntry {
  readonly name: string;
  readonly url: string;
  readonly model: string;
  readonly [more: string]: unknown;
}

/** Why the settings would not take this entry; undefined where they do. */
export function entryFault(entry: EndpointEntry): string | undefined {
  const { problems } = readConfig(JSON.stringify({ endpoints: [entry] }), '');
  return problems.find(({ severity }) => severity === 'error')?.message ?? problems[0]?.message;
}

/** Whether talks may go to an address at all: https, or http on the machine where Dramatis runs. */
export function isUsableAddress(url: string): boolean {
  const origin = originOf(url);
  if (origin === undefined || entryFault({ name: 'x', url: url.trim(), model: 'x' }) !== undefined) return false;
  return origin.startsWith('https:') || isLoopbackOrigin(origin);
}

const longestName = 60;

/** `wanted`, or with a number behind it where that name is taken or reserved. Never longer than the settings allow. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = cutTo(wanted.trim(), '');
  const free = (name: string) =>
    !taken.includes(name) && entryFault({ name, url: 'https://x', model: 'x' }) === undefined;
  if (free(base)) return base;
  for (let number = 2; ; number++) {
    const name = cutTo(base || 'endpoint', ` ${number}`);
    if (free(name) || number > 999) return name;
  }
}

function cutTo(text: string, end: string): string {
  return `${[...text]
    .slice(0, longestName - end.length)
    .join('')
    .trim()}${end}`;
}
