// A fact of the file as the persona would say it: `Lives at 221B Baker Street.` becomes `I live at 221B Baker Street.`
// English only, and only where the sentence plainly speaks of the persona; anything else is left as it stands.
import { own } from '../base/own.ts';

const irregular: Readonly<Record<string, string>> = { is: 'am', has: 'have', does: 'do', was: 'was', goes: 'go' };

const verbs = new Set(
  `adores admires answers appears asks avoids bakes bears began believes belongs bought brews brought builds built calls came carries charges
  checks collects comes commands considers cooks costs covers dances deals despises detests dislikes distrusts drinks drives earns eats enjoys expects fears feels
  fights finds fixes fought gave gets gives grew grows guards handles hates hears held helps hides holds hopes hunts invented keeps kept knew knows laughs learned
  learnt leads leaves left likes listens lives looks lost loves made maintains makes manages married means mends met misses moved needs offers
  owes owns paints plays prefers pretends promises reads recommends remembers repairs reports rides runs sails saw says seeks seems sees sells sends serves served sews
  shares sings sleeps smokes speaks spends stands started stays studied studies suffers takes talks teaches taught thinks tends took trades trained
  trains travels treats trusts tries understands used uses visits wakes walks wants watches wears went will won works worked worries writes wrote
  can cannot could must may might should would had did`.split(/\s+/),
);

const adverbs = new Set(
  'always often never still also once now usually sometimes rarely secretly only recently previously'.split(' '),
);

/** Verbs that are plural nouns before `of`: `Works of Shakespeare`. */
const nouns = new Set('works plays looks calls talks reports uses visits costs covers paints'.split(' '));

/** `names`: how the persona is called (`Sherlock Holmes`, `Holmes`). Each sentence is turned by itself. */
export function inFirstPerson(text: string, names: readonly string[]): string {
  return text.replace(/[^.!?\n]+[.!?]*\s*/g, (sentence) => turnSentence(sentence, names));
}

function turnSentence(sentence: string, names: readonly string[]): string {
  const subject = names.find((name) => name !== '' && sentence.startsWith(`${name} `));
  const rest = subject ? sentence.slice(subject.length + 1) : sentence;
  const you = /^You(?:'re| are) /.exec(sentence);
  if (you) return `I am ${sentence.slice(you[0].length).replace(/\byour\b/g, 'my')}`;
  const words = rest.split(' ');
  const first = (words[0] ?? '').toLowerCase();
  const at = adverbs.has(first) ? 1 : 0;
  const verb = /^[a-z]+/i.exec(words[at] ?? '')?.[0].toLowerCase() ?? '';
  const known = verb in irregular || verbs.has(verb);
  if (words[at + 1] === 'of' && nouns.has(verb)) return sentence;
  // A capital in mid-sentence is somebody else's: `Knows Moran` is ours, `never Moran` is not.
  if (!known || (!subject && !/^[A-Z]/.test(rest)) || (at === 1 && adverbs.has(verb))) return sentence;
  const plain = [...words.slice(0, at).map((word) => word.toLowerCase()), personal(words[at] ?? '')].join(' ');
  const tail = mine(words.slice(at + 1).join(' '));
  return tail ? `I ${plain} ${tail}` : `I ${plain}`;
}

/** Up to where somebody else comes in, `his`, `her` and `their` before a noun and a verb behind `and` are the persona's own. */
function mine(tail: string): string {
  const other = tail.search(
    /(?:^|\s)(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:\p{Lu}\p{Ll}+|he|she|they|who)\b/u,
  );
  const own = other < 0 ? tail : tail.slice(0, other);
  const turned = own
    .replace(/\b(?:his|her|their)\b(?= [a-z])/g, 'my')
    .replace(
      /\b(and|or|but|yet) (?:([a-z]+) )?([a-z]+)\b/g,
      (whole, link: string, word: string | undefined, verb: string) => {
        const known = (one: string) => verbs.has(one) || one in irregular;
        if (word && known(word)) return `${link} ${personal(word)} ${verb}`;
        if (!known(verb) || (word && !adverbs.has(word))) return whole;
        return [link, ...(word ? [word] : []), personal(verb)].join(' ');
      },
    );
  return turned + tail.slice(own.length);
}

/** The first person of a verb that may carry punctuation: `owns` → `own`, `carries` → `carry`, `watches` → `watch`. */
function personal(word: string): string {
  const [, verb = '', mark = ''] = /^([A-Za-z]+)(.*)$/s.exec(word) ?? [];
  const low = verb.toLowerCase();
  return (own(irregular, low) ?? (/(?:[^s]s)$/.test(low) ? stem(low) : low)) + mark;
}

function stem(verb: string): string {
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`;
  if (/(?:ch|sh|ss|x|zz)es$/.test(verb)) return verb.slice(0, -2);
  return verb.slice(0, -1);
}
