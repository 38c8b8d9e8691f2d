// Words of a card or a persona as text of a page, or inside double quotes of an attribute. Pure.

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
