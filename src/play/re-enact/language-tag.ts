// Languages as people and files name them: a BCP-47 tag, or an English name. In: words. Out: tag, English name, script. Pure.
import { findLanguage } from '../../rules/languages.ts';

export interface LanguageTag {
  /** As `fr`, `pt-BR`, `sw`. */
  readonly tag: string;
  /** In English, as models are told it. */
  readonly name: string;
  /** ISO 639-1 (or -3, where there is no shorter one). */
  readonly code: string;
}

/** Undefined for what is neither a tag with a name nor a language's English name. */
export function readLanguage(text: string): LanguageTag | undefined {
  const word = text.trim().replace(/[.\s]+$/, '');
  const known = findLanguage(word);
  if (known) return { tag: known.code, name: known.name, code: known.code };
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(word)) return undefined;
  try {
    const [tag = word] = Intl.getCanonicalLocales(word);
    const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
    return name === undefined ? undefined : { tag, name, code: new Intl.Locale(tag).language };
  } catch {
    return undefined;
  }
}

/** Whether the language measure can tell this language at all. */
export function isTold({ code }: LanguageTag): boolean {
  return findLanguage(code) !== undefined;
}

const scripts: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Grek: /\p{Script=Greek}/u,
  Arab: /\p{Script=Arabic}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Deva: /\p{Script=Devanagari}/u,
  Beng: /\p{Script=Bengali}/u,
  Taml: /\p{Script=Tamil}/u,
  Telu: /\p{Script=Telugu}/u,
  Thai: /\p{Script=Thai}/u,
  Ethi: /\p{Script=Ethiopic}/u,
  Armn: /\p{Script=Armenian}/u,
  Geor: /\p{Script=Georgian}/u,
  Hans: /\p{Script=Han}/u,
  Hant: /\p{Script=Han}/u,
  Jpan: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Kore: /[\p{Script=Hangul}\p{Script=Han}]/u,
};

/** Whether most letters are of the script that the language is usually written in; undefined where no program can say. */
export function isInScript(text: string, { tag }: LanguageTag): boolean | undefined {
  const script = scripts[new Intl.Locale(tag).maximize().script ?? ''];
  const letters = text.match(/\p{L}/gu) ?? [];
  if (!script || letters.length < 10) return undefined;
  return letters.filter((letter) => script.test(letter)).length * 2 > letters.length;
}
