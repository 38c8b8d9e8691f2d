// One text file, read fast: thousands of small ones in a row. In: an absolute path. Out: its text, or nothing where it cannot be read or is
// too large. Bytes that are no UTF-8 become U+FFFD. Never throws.
import { Buffer } from 'node:buffer';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';

/** Nearly every text fits: asking how large it is would cost as much as reading it. */
const usual = Buffer.allocUnsafeSlow(64 * 1024);

export function readText(path: string, maxBytes = 8 * 1024 * 1024): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const length = readSync(file, usual, 0, usual.length, 0);
    if (length < usual.length) return usual.toString('utf8', 0, length);
    return fstatSync(file).size > maxBytes ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
