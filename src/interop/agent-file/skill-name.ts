// What a skill may be called, and so its folder: agentskills.io. Names in and out.
import { longestOfSkill } from './limits.ts';

/** Letters a-z, digits and single hyphens in between; at most 64. */
export function isSkillName(name: string): boolean {
  return name.length <= longestOfSkill.name && /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(name);
}

/** The name of somebody as that of a skill; empty where none of its letters can stand there. */
export function skillNameOf(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/['’\p{M}]+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-');
  return words.replace(/^-/u, '').slice(0, longestOfSkill.name).replace(/-$/u, '');
}
