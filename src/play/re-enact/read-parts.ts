// What a model wrote as a list of sentences, or as a dialogue, read whole or not at all: a form that is surely meant is mended, and said to be;
// anything else is rejected with the reason. Nothing is ever read half.

export type PartRead<T> =
  | { readonly ok: true; readonly value: readonly T[]; readonly repaired: string | undefined }
  | { readonly ok: false; readonly why: string };

export interface WrittenLine {
  /** As the request named it, in lower case. */
  readonly speaker: string;
  readonly text: string;
}

/** 3 to 12 sentences, each behind `- `. Mended: a fence around them, other bullets or numbers, none at all. */
export function readWording(text: string): PartRead<string> {
  const { lines, unfenced } = linesOf(text);
  const items = lines.map((line) => /^(-|[*•–—]|\d{1,2}[.)])\s+(.+)$/.exec(line));
  const bulleted = items.filter((item) => item !== null);
  if (bulleted.length > 0 && bulleted.length < lines.length) {
    return { ok: false, why: 'Some of its lines are items and some are not.' };
  }
  const value = bulleted.length > 0 ? bulleted.map((item) => item[2] ?? '') : lines;
  if (value.length < 3 || value.length > 12)
    return { ok: false, why: `It has ${value.length} sentences, not 3 to 12.` };
  const mended = [
    ...(unfenced ? ['a fence taken off'] : []),
    ...(bulleted.length === 0
      ? ['lines without bullets']
      : bulleted.some((item) => item[1] !== '-')
        ? ['other bullets']
        : []),
  ];
  return { ok: true, value, repaired: wordsOf(mended) };
}

/** A line each, behind its speaker's name. Mended: a fence, bold names, bullets or numbers before them, a JSON list of `{speaker, text}`. */
export function readScript(text: string, speakers: readonly string[]): PartRead<WrittenLine> {
  const listed = fromJson(text, speakers);
  const { lines, unfenced } = linesOf(text);
  const value: WrittenLine[] = [];
  let bare = true;
  for (const line of listed ? [] : lines) {
    const plain = line
      .replace(/^(?:[-*•]\s+|\d{1,2}[.)]\s+)/, '')
      .replace(/^(\*\*|__)(.+?)(?:\1\s*[:：]|[:：]\s*\1)/, '$2:');
    const found = /^([^:：]{1,60}?)\s*[:：]\s*(\S.*)$/.exec(plain);
    const speaker = found?.[1]?.trim().toLowerCase();
    if (!found || speaker === undefined || !speakers.includes(speaker)) {
      return { ok: false, why: `A line of it names no speaker (${speakers.join(', ')}): “${line.slice(0, 80)}”.` };
    }
    bare &&= plain === line;
    value.push({ speaker, text: (found[2] ?? '').trim() });
  }
  const all = listed ?? value;
  if (all.length < 2 || all.length > 40) return { ok: false, why: `It has ${all.length} lines, not 2 to 40.` };
  const silent = speakers.find((speaker) => !all.some((line) => line.speaker === speaker));
  if (silent !== undefined) return { ok: false, why: `Nobody says a line as ${silent}.` };
  const mended = [
    ...(listed ? ['read from JSON'] : unfenced ? ['a fence taken off'] : []),
    ...(bare ? [] : ['marks before the names']),
  ];
  return { ok: true, value: all, repaired: wordsOf(mended) };
}

/** Lines that say something, without a fence around the whole. */
function linesOf(text: string): { readonly lines: readonly string[]; readonly unfenced: boolean } {
  const whole = /^\s*```[^\n]*\n([\s\S]*?)\n\s*```\s*$/.exec(text);
  const lines = (whole?.[1] ?? text).split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim());
  return { lines: lines.filter((line) => line !== ''), unfenced: whole !== null };
}

/** Undefined where it is not such a list, whole. */
function fromJson(text: string, speakers: readonly string[]): readonly WrittenLine[] | undefined {
  const { lines } = linesOf(text);
  let parsed: unknown;
  try {
    parsed = JSON.parse(lines.join('\n'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed)) return undefined;
  const found = parsed.flatMap((one: unknown): WrittenLine[] => {
    if (typeof one !== 'object' || one === null) return [];
    const { speaker, text: said } = one as Record<string, unknown>;
    if (typeof speaker !== 'string' || typeof said !== 'string' || said.trim() === '') return [];
    const key = speaker.trim().toLowerCase();
    return speakers.includes(key) ? [{ speaker: key, text: said.trim() }] : [];
  });
  return found.length === parsed.length ? found : undefined;
}

function wordsOf(mended: readonly string[]): string | undefined {
  return mended.length === 0 ? undefined : mended.join(', ');
}
