// A request that was sent, as a command line that sends it again from a shell. In: the messages and how they crossed the wire. Out: text.
// The body is the one that was sent; the key never is part of it: the name of a variable stands in its place.
import type { Message } from '../lang/prompt.ts';
import type { OnTheWire } from './port.ts';
import { withMessages } from './providers/openai/request-body.ts';

export type Shell = 'bash' | 'powershell';

export interface CurlRequest {
  readonly messages: readonly Message[];
  readonly wire: OnTheWire;
  /** Environment variable that holds the key in that shell; undefined: the endpoint is asked without one. */
  readonly keyVariable: string | undefined;
}

/** Where an endpoint names none. */
export const defaultKeyVariable = 'API_KEY';

/** Longer arguments are refused by systems (Linux: 128 KiB each); they go through standard input. */
const longestArgument = 100_000;

/** A complete command, ready to be pasted. */
export function copyAsCurl(request: CurlRequest, shell: Shell): string {
  const body = bodyText(request, shell);
  return shell === 'bash' ? forBash(request, body) : forPowerShell(request, body);
}

function forBash({ wire, keyVariable }: CurlRequest, body: string): string {
  const inline = body.length <= longestArgument;
  const parts = [
    `curl --no-buffer ${singleQuoted(wire.url)}`,
    `--header 'Content-Type: application/json'`,
    ...(keyVariable === undefined ? [] : [`--header "Authorization: Bearer $${keyVariable}"`]),
    inline ? `--data-raw ${singleQuoted(body)}` : `--data-binary @- <<'END_OF_BODY'\n${body}\nEND_OF_BODY`,
  ];
  return `${parts.join(' \\\n  ')}\n`;
}

/** `curl` alone is another program in older PowerShells; a here-string takes everything but its own end, which JSON never begins a line with. */
function forPowerShell({ wire, keyVariable }: CurlRequest, body: string): string {
  const parts = [
    `curl.exe --no-buffer '${wire.url.replaceAll("'", "''")}'`,
    `--header 'Content-Type: application/json'`,
    ...(keyVariable === undefined ? [] : [`--header "Authorization: Bearer $env:${keyVariable}"`]),
    `--data-binary '@-'`,
  ];
  return `@'\n${body}\n'@ | ${parts.join(' `\n  ')}\n`;
}

/** The JSON that was sent, on lines of its own; what a terminal could take for a key press, and what nobody could see, is escaped. */
function bodyText({ messages, wire }: CurlRequest, shell: Shell): string {
  const text = JSON.stringify(withMessages({ model: '', ...wire.settings }, messages), null, 2);
  // Older PowerShells pipe ASCII.
  const unsafe = shell === 'bash' ? /[\u007f-\u009f\u2028\u2029\p{Cf}]/gu : /[^\n\u0020-\u007e]/g;
  return text.replace(unsafe, (found) =>
    Array.from({ length: found.length }, (_, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

/** Inside single quotes a shell reads nothing; the quote itself is ended, escaped and begun anew. */
function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
