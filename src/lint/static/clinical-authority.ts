// A persona that is put forward as a clinician and plays a scene about somebody's troubles, without a word that it is none. A hint only: it
// looks at English words, and only in files that have such a scene.
import type { Problem } from '../../lang/problems.ts';
import { originOf } from '../../lang/source-text.ts';
import type { LintContext, LintRule } from './rule.ts';

export const clinicalAuthority: LintRule = {
  id: 'clinical-authority',
  severity: 'hint',
  summary: 'A persona that speaks as a clinician about somebody’s troubles and does not say that it is none.',
  phase: 'save',
  check({ persona }: LintContext): readonly Problem[] {
    const scene = persona.scenes.some(({ findOut, seeker }) => findOut.length > 0 || seeker !== undefined);
    if (!scene || disclaimer.test(persona.tree.text)) return [];
    return ['role', 'summary'].flatMap((word): Problem[] => {
      const text = persona.head.get(word);
      const claim = text && clinician.exec(text.value);
      if (!text || !claim || originOf(text).uri !== persona.uri) return [];
      return [
        {
          code: 'clinical-authority',
          severity: 'hint',
          range: originOf(text).range,
          message: `“${claim[0]}” claims an authority that no model has. Say in a rule or in \`unknown\` that this is no medical advice.`,
        },
      ];
    });
  },
};

const clinician =
  /\b(?:psychiatrist|psychologist|psychotherapist|psychoanalyst|therapist|clinician|physician|counsell?or|doctor)\b/iu;
const disclaimer =
  /\b(?:no|not|never|isn['’]t|nor)\b[^.\n]{0,60}\b(?:medical|clinical|diagnos\w*|therap\w*|treat\w*|professional|a (?:real )?doctor)\b/iu;
