// Tells the language of a text. The library is a chunk of its own, loaded on the first call. Says nothing where it is not sure.

/** More than this tells no more about the language, and costs time. */
const enough = 4000;

/** Loads the detector (60 languages): ISO 639-1 code, or undefined where the text is too short or the call too close. */
export async function loadLanguage(): Promise<(text: string) => string | undefined> {
  const { eld } = await import('eld/extrasmall');
  return (text) => {
    const found = eld.detect(text.slice(0, enough).toWellFormed());
    return found.language !== '' && found.isReliable() ? found.language : undefined;
  };
}
