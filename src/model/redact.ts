// Takes a key out of anything that leaves a provider: messages, errors, streamed text. In: the key. Out: functions on text.
// The key itself is never part of a result. Invariant: no event of a provider holds the key, whatever the endpoint answers.

/** What stands in place of a key. */
export const redacted = '[key]';

/** Shorter "keys" (`none`, `ollama`, `EMPTY`) are placeholders that local servers ask for: words, and no secret. */
const shortestSecret = 8;

/** Removes every occurrence of the key, plain or as it would stand in a URL, in JSON or in base64. */
export function redactor(key: string | undefined): (text: string) => string {
  const forms = formsOf(key);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, redacted), text);
}

/** A redactor for text that comes in pieces: what could be the beginning of a key is held back until the next piece. */
export interface StreamRedactor {
  push(text: string): string;
  /** What was held back, at the end. */
  end(): string;
}

/** A key cut in two by the stream is found all the same. */
export function streamRedactor(key: string | undefined): StreamRedactor {
  const forms = formsOf(key);
  const clean = redactor(key);
  let held = '';
  return {
    push(text) {
      const all = clean(held + text);
      const keep = Math.max(0, ...forms.map((form) => overlapAtEnd(all, form)));
      held = all.slice(all.length - keep);
      return all.slice(0, all.length - keep);
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** Every text of a value, however deep, through `clean`. Keeps the shape. */
export function redactDeep<T>(value: T, clean: (text: string) => string): T {
  return walk(value, clean) as T;
}

function walk(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, clean));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), walk(inner, clean)]));
}

function formsOf(key: string | undefined): readonly string[] {
  const secret = key?.trim() ?? '';
  if (secret.length < shortestSecret) return [];
  const forms = [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
    base64(secret),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

/** Without padding, as the last characters depend on what follows. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text))).replace(/=+$/, '');
}

/** How many characters at the end of `text` are the beginning of `form`. */
function overlapAtEnd(text: string, form: string): number {
  for (let length = Math.min(form.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
}
