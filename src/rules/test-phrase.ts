// Whether a line of phrases holds at a moment: of the reply, of what was said before, of values, of the turn.
import { nameKey } from '../lang/name.ts';
import { type Moment, textsOf } from './moment.ts';
import { operandTexts } from './operand-texts.ts';
import type { Phrase } from './phrase.ts';
import { testText } from './test-text.ts';
import { anyOf, no, type Truth, unknown, yes } from './truth.ts';

/** Any phrase of the line will do. `reply` is what `say …` is asked of. */
export function testLine(phrases: readonly Phrase[], reply: string, moment: Moment): Truth {
  return anyOf(phrases, (phrase) => testPhrase(phrase, reply, moment));
}

function testPhrase(phrase: Phrase, reply: string, moment: Moment): Truth {
  switch (phrase.about) {
    case 'reply':
      return testText(phrase.test, reply, moment);
    case 'message':
      return anyOf(textsOf(phrase.subject, moment), (text) => withoutSpan(testText(phrase.test, text, moment)));
    case 'turn': {
      const what = `turn ${moment.turn}`;
      const holds = phrase.after === undefined ? moment.turn === 1 : moment.turn > phrase.after;
      return holds ? yes(what) : no(what);
    }
    case 'known': {
      const found = operandTexts(phrase.value, moment.values);
      return found.known ? yes('it is known') : no(`{{${nameKey(found.path)}}} is not known`);
    }
    case 'value': {
      const found = operandTexts(phrase.value, moment.values);
      if (!found.known) return unknown(found.path);
      return anyOf(found.texts, (text) => withoutSpan(testText(phrase.test, text, moment)));
    }
  }
}

/** A span belongs to the reply alone. */
function withoutSpan(truth: Truth): Truth {
  return truth.is === 'yes' || truth.is === 'no' ? { ...truth, span: undefined } : truth;
}
