// What a file of another tool is that a persona extends, and where its instructions say a rule already.

import type { Range } from '../../../base/range.ts';
import { touches } from '../../../base/range.ts';
import { instructedAt } from '../../../lang/compile/instructions.ts';
import type { Persona } from '../../../lang/persona.ts';
import type { Source } from '../../../lang/source.ts';
import type { Origin } from '../../../lang/source-text.ts';
import { pathsInFile } from '../../paths-in-file.ts';
import { fileName, shown } from './shown.ts';

/** Undefined where `offset` is on no path to such a file. */
export function agentDoc(
  persona: Persona,
  offset: number,
  source: Source,
): { readonly range: Range; readonly parts: readonly string[] } | undefined {
  const written = pathsInFile(persona.tree).find(({ by, range }) => by !== 'from' && touches(range, offset));
  const file = written && source.read(written.path, persona.uri);
  const agent = file?.ok ? file.persona?.() : undefined;
  const [instructions] = agent?.instructions ?? [];
  if (!written || !agent || !instructions) return undefined;
  const { called, description, uri, parts } = instructions;
  const titles = parts.flatMap(({ title }) => title ?? []);
  const rules = agent.rules.length;
  const holds = [
    ...(titles.length > 0
      ? [
          `Sections: ${titles
            .slice(0, 8)
            .map((title) => shown(title, 60))
            .join(', ')}${titles.length > 8 ? ' …' : ''}.`,
        ]
      : []),
    ...(rules > 0 ? [`${rules === 1 ? 'One bullet states a rule' : `${rules} bullets state rules`}.`] : []),
  ];
  return {
    range: written.range,
    parts: [`**${shown(called, 200)}** · ${fileName(uri)}`, shown(description?.value ?? '', 600), holds.join(' ')],
  };
}

/** Where the instructions that the persona extends say the rule at `offset`; undefined where they do not, or there is none. */
export function ruleInInstructions(persona: Persona, offset: number): Origin | undefined {
  const own = persona.rules.find(
    ({ origin, sentence }) => origin.uri === persona.uri && touches(sentence.range, offset),
  );
  return own && instructedAt(persona, own.sentence.value);
}

/** The same in words. */
export function instructedDoc(persona: Persona, offset: number): string | undefined {
  const place = ruleInInstructions(persona, offset);
  return place && `${fileName(place.uri)} says this already: it is checked here, and sent from there.`;
}
