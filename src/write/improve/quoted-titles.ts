// Titles as a sentence names them: the first three, and how many there are beside. Pure.
export function quotedTitles(titles: readonly string[]): string {
  const shown = titles.slice(0, 3).map((title) => `“${title}”`);
  return titles.length > 3 ? `${shown.join(', ')} and ${titles.length - 3} more` : shown.join(', ');
}
