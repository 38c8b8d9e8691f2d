// What of a persona only Dramatis can use, for every format that holds a prompt and nothing else: named as dropped in its report.
import type { Persona } from '../lang/persona.ts';
import { dropped, type Fate } from './fate.ts';

export function checkedOnly(persona: Persona): readonly Fate[] {
  const clauses = persona.rules.reduce((sum, { clauses: own }) => sum + own.length, 0);
  const counts: readonly (readonly [string, number, string])[] = [
    ['clauses of rules', clauses, 'Nothing there checks a reply.'],
    ['tests', persona.tests.length, 'There are no tests there.'],
    ['scenes', persona.scenes.length, 'There is nothing to play there.'],
    ['stages of the plan', persona.plan.length, 'There is no plan there.'],
    ['entries of `memory`', persona.memory.size, 'Memory is the reading program’s.'],
  ];
  return counts.filter(([, count]) => count > 0).map(([what, count, why]) => dropped(`${what} (${count})`, why));
}
