// What must hold of a list of messages, beyond what a schema says. In: roles in their order. Out: a sentence where it does not hold.

/** After one system message at most, the sides take turns, `first` begins, and the last one is `last`'s. */
export function alternation(roles: readonly string[], first: string, second: string, last: string): string | undefined {
  const said = roles[0] === 'system' ? roles.slice(1) : roles;
  const wrong = said.findIndex((role, at) => role !== (at % 2 === 0 ? first : second));
  if (wrong >= 0) return `Line ${wrong + 1} is of ${said[wrong]}: ${first} begins, and both sides take turns.`;
  return said.at(-1) === last ? undefined : `The last line must be of ${last}.`;
}

/** One system message at most, at the beginning; the last one is a reply, and somebody spoke before. */
export function endsWithReply(roles: readonly string[]): string | undefined {
  if (roles.lastIndexOf('system') > 0) return 'A system message stands only at the beginning.';
  if (roles.at(-1) !== 'assistant') return 'The last message must be a reply of the assistant.';
  return roles.includes('user') ? undefined : 'Nobody speaks to the assistant.';
}
