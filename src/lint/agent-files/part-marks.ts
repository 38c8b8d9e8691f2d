// What single parts of an agent file are taken for: its title, a role that speaks, words of HTML that head what is behind them.
import type { Part } from '../../interop/agent-file/agent-file.ts';

/** A role that the reader takes, or who speaks in a sample of a talk. */
export function isRole(part: Part): boolean {
  const role =
    /^(?:you are|you['’]re|act as|your role is|as an? |(?:user|human|assistant|agent|bot|model|ai|system|customer|q|a)\s*:)/iu;
  return part.kind === 'paragraph' && role.test(part.text);
}

/** `<h2>Web</h2>`, `<!-- web -->`: in one line, without marks. */
export function wordsBesideTags(html: string): string {
  return html
    .replace(/<!--|-->|<[^<>]{0,400}>/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The first heading, where it is the only one of its level and that is the highest. */
export function titleOf(parts: readonly Part[]): Part | undefined {
  const headings = parts.filter((part) => part.kind === 'heading');
  const [first, ...others] = headings;
  return first && others.every(({ level }) => level > first.level) ? first : undefined;
}
