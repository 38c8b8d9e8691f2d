// The languages a rule can ask for: English names and ISO 639-1 codes of those that the language measure tells apart.

const table =
  'am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|da Danish|de German|el Greek|' +
  'en English|es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|gu Gujarati|he Hebrew|hi Hindi|hr Croatian|' +
  'hu Hungarian|hy Armenian|is Icelandic|it Italian|ja Japanese|ka Georgian|kn Kannada|ko Korean|ku Kurdish|lo Lao|' +
  'lt Lithuanian|lv Latvian|ml Malayalam|mr Marathi|ms Malay|nl Dutch|no Norwegian|or Odia|pa Punjabi|pl Polish|' +
  'pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovenian|sq Albanian|sr Serbian|sv Swedish|ta Tamil|te Telugu|' +
  'th Thai|tl Tagalog|tr Turkish|uk Ukrainian|ur Urdu|vi Vietnamese|yo Yoruba|zh Chinese';

export interface Language {
  /** ISO 639-1. */
  readonly code: string;
  readonly name: string;
}

/** Sorted by code. */
export const languages: readonly Language[] = table.split('|').map((row) => {
  const [code = '', name = ''] = row.split(' ');
  return { code, name };
});

/** By English name or code, ignoring case. */
export function findLanguage(word: string): Language | undefined {
  const wanted = word.toLowerCase();
  return languages.find((language) => language.code === wanted || language.name.toLowerCase() === wanted);
}
