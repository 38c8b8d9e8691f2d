// One line of `judge`'s input as a talk, or the reason why it is none. The shape is checked by hand so that the reason can say where.
import { nameKey } from '../lang/name.ts';
import type { Value, Values } from '../lang/value.ts';
import type { TalkMessage } from '../rules/verdict.ts';

export interface Talk {
  readonly given: Values;
  readonly messages: readonly TalkMessage[];
}

/** Reads `{"given":{…},"messages":[…]}`; other keys are let pass. Never throws. */
export function readTalk(line: string): Talk | { readonly error: string } {
  let json: unknown;
  try {
    // Some programs begin a file with a byte order mark.
    json = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return { error: line.trim() === '' ? 'an empty line is not a talk' : 'not JSON' };
  }
  if (!isRecord(json)) return { error: 'a talk is an object with `messages`' };
  const given = readGiven(json['given']);
  if ('error' in given) return given;
  if (!Array.isArray(json['messages'])) return { error: '`messages` is not a list' };
  const messages: TalkMessage[] = [];
  for (const [index, message] of json['messages'].entries()) {
    if (!isRecord(message)) return { error: `message ${index} is not an object` };
    const { role, content, name } = message;
    if (role !== 'user' && role !== 'assistant' && role !== 'system')
      return { error: `message ${index} has no role of user, assistant or system` };
    if (typeof content !== 'string') return { error: `message ${index} has no text as content` };
    messages.push(typeof name === 'string' ? { role, content, name } : { role, content });
  }
  return { given: given.values, messages };
}

function readGiven(given: unknown): { readonly values: Values } | { readonly error: string } {
  if (given === undefined || given === null) return { values: {} };
  if (!isRecord(given)) return { error: '`given` is not an object' };
  const values: Record<string, Value> = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    if (!isValue(value)) return { error: `given \`${name}\` is not text, a number, a list, a map or null` };
    values[nameKey(name)] = value;
  }
  return { values };
}

/** Deeper nesting than any value needs is refused, so that no input can exhaust the stack. */
function isValue(value: unknown, depth = 0): value is Value {
  if (value === null || typeof value === 'string' || typeof value === 'number') return true;
  if (depth > 50) return false;
  if (Array.isArray(value)) return value.every((v) => isValue(v, depth + 1));
  return isRecord(value) && Object.values(value).every((v) => isValue(v, depth + 1));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
