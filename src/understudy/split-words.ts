// A text as the terms it is found by: words of any script, folded so that forms of one English word meet. Never throws.

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Words of a text, lower case. Scripts without spaces are split by dictionary, and Han words also give their characters. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const part of segmenter.segment(text.normalize('NFKC').toLowerCase())) {
    if (!part.isWordLike) continue;
    words.push(foldWord(part.segment));
    if (/^\p{Script=Han}{2,}$/u.test(part.segment)) words.push(...part.segment);
  }
  return words;
}

/** Pieces of a text to be shown one after the other: a word with what follows it. Joined they are the text. */
export function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  for (const part of segmenter.segment(text)) {
    if (part.isWordLike || pieces.length === 0) pieces.push(part.segment);
    else pieces[pieces.length - 1] += part.segment;
  }
  return pieces;
}

/** Past forms that share no stem with their verb, as people mix them in question and answer. */
const pastForms = `grew grow;knew know;kept keep;wrote write;written write;taught teach;bought buy;brought bring;thought think;found find;
  left leave;lost lose;met meet;made make;said say;told tell;went go;gone go;saw see;seen see;ran run;drove drive;broke break;broken break;won win;built build;
  fought fight;held hold;heard hear;slept sleep;sold sell;sent send;spoke speak;spent spend;swam swim;took take;taken take;wore wear;gave give;given give;
  ate eat;drank drink;fell fall;felt feel;flew fly;led lead;sang sing;stole steal;children child;men man;women woman;wives wife`;
const presentOf = new Map(pastForms.split(';').map((pair) => pair.trim().split(' ') as [string, string]));

/** Cuts the commonest English endings of ASCII words, so that `lives`, `lived` and `living` are one term. */
export function foldWord(word: string): string {
  const said = word.replace(/['’](s|re|ve|ll|d|m|t)$/, '');
  const bare = presentOf.get(said) ?? said;
  if (!/^[a-z]{4,}$/.test(bare)) return bare;
  const stem = bare
    .replace(/ies$/, 'y')
    .replace(/(ss)es$/, '$1')
    .replace(/([^s])s$/, '$1')
    .replace(/(..)(?:ing|ed)$/, '$1')
    .replace(/e$/, '');
  return stem.length >= 3 ? stem.replace(/([b-df-hj-np-tv-z])\1$/, '$1') : bare;
}
