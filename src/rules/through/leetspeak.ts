// Finds a text whose letters were swapped for digits and signs that look like them: `p4ssw0rd`.
import { type Range, range } from '../../base/range.ts';

/** What each sign may stand for; one letter stands for its group. */
const stands: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '|': 'i',
  l: 'i',
  '3': 'e',
  '4': 'a',
  '@': 'a',
  '5': 's',
  $: 's',
  '6': 'g',
  '9': 'g',
  '7': 't',
  '+': 't',
  '8': 'b',
  '2': 'z',
};

/** Where `needle` stands with at least one letter swapped for a sign: plain English never is. */
export function findInLeetspeak(needle: string, reply: string, from: number): Range | undefined {
  const wanted = group(needle);
  const shown = group(reply);
  for (let at = shown.indexOf(wanted, from); at >= 0; at = shown.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    for (let i = at; i < end; i++) {
      const [written, meant] = [reply.charAt(i), needle.charAt(i - at)];
      if (written !== meant && /[^a-z]/.test(written)) return range(at, end);
    }
  }
  return undefined;
}

/** One code unit for one, so that offsets stay. */
function group(text: string): string {
  return text.replace(/[0-9!|@$+l]/g, (char) => stands[char] ?? char);
}
