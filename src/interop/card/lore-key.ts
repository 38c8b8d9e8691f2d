// A key of a lorebook as `keys:` has it. In: the key as written. Out: a text, or a pattern that RE2 runs. Runs none.
import { onOneLine } from '../../lang/one-line.ts';
import { compilePattern, readPattern } from '../../lang/pattern.ts';

/**
 * Undefined: a pattern that RE2 cannot run. Here every key that begins with `/` is a pattern, so that a path becomes one that finds it to the letter.
 * @param patterns whether the entry may have any.
 */
export function readKey(written: string, patterns: boolean): string | undefined {
  const key = onOneLine(written);
  if (!key.startsWith('/')) return key;
  // As SillyTavern reads them: other flags, or a slash inside that is not escaped, make a text of it.
  const whole = patterns ? /^\/(.+)\/([gimsuyvd]*)$/su.exec(key) : null;
  if (!whole) return toTheLetter(key);
  // `g`, `u`, `v`, `y` and `d` change nothing in whether a text matches.
  const pattern = `/${whole[1]}/${(whole[2] ?? '').replace(/[guvyd]/gu, '')}`;
  const read = readPattern(pattern);
  if (read.ok && read.end === pattern.length && compilePattern(read.regex, read.flags).ok) return pattern;
  return /(?:^|[^\\])\//u.test(whole[1] ?? '') ? toTheLetter(key) : undefined;
}

/** Texts are found in any case. */
function toTheLetter(key: string): string {
  return `/${key.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')}/i`;
}
