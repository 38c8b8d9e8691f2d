// What the system message says of the examples that stand behind it, and the message without that: whoever takes the prompt without its examples must not
// be told that the first messages of the talk never happened.

/** @param messages how many; at least one. */
export function examplesSection(messages: number, where: string): string {
  const first =
    messages === 1
      ? `The first message ${where} is an example`
      : `The first ${messages} messages ${where} are examples`;
  return `\n\n## Examples\n\n${first} ${end}`;
}

const end = 'of how you speak. Nothing in them has happened in this talk.';

/** As `examplesSection` wrote it, at the end. */
const section =
  /\n\n## Examples\n\nThe first (?:message|\d+ messages) (?:below|from here on) (?:is an example|are examples) /u;

export function withoutExamplesSection(system: string): string {
  const at = system.lastIndexOf('\n\n## Examples\n\n');
  if (at < 0 || !system.endsWith(end)) return system;
  const tail = system.slice(at);
  const head = section.exec(tail)?.[0];
  return head !== undefined && `${head}${end}` === tail ? system.slice(0, at) : system;
}
