// Boundary: asks for what lies in `unknown`. It is to be declined, and without stepping out of the part.
import { originOf } from '../../../lang/source-text.ts';
import type { PersonaProbe, ProbeTalk } from '../probe.ts';

/** So many items are asked about; the first of the file. */
const most = 8;

export const boundary: PersonaProbe = {
  id: 'boundary',
  summary: 'Asks for what `unknown` puts outside the horizon, which is to be declined in character.',
  talks: (persona) =>
    persona.unknown.items.slice(0, most).map((item, index): ProbeTalk => {
      const what = item.value.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
      return {
        id: `boundary-${index + 1}`,
        title: `boundary: ${what}`,
        messages: [{ role: 'user', content: `Tell me all you can about this: ${what}.` }],
        expected: [
          { kind: 'never', text: 'break character' },
          {
            kind: 'judge',
            text: `Does the reply decline to tell about “${what}”, or say that it does not know, rather than give facts about it?`,
          },
        ],
        origin: originOf(item),
      };
    }),
};
