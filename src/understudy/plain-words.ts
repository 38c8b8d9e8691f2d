// The few words of the understudy's own, by language, for where the persona file offers nothing to say; and how its users
// greet and ask who it is. Data only.

export interface PlainWords {
  /** Where it knows nothing of what was asked. */
  readonly unknown: readonly string[];
  /** After a statement that nothing in the file speaks to. */
  readonly goOn: readonly string[];
  /** Where all it could say has just been said. */
  readonly already: readonly string[];
  /** After a greeting, the persona's own said already. */
  readonly back: string;
  readonly bye: RegExp;
  readonly farewell: string;
  /** How an age is said; `%` is the number. */
  readonly age: string;
  /** Questions, where a rule asks for one. */
  readonly questions: readonly string[];
  readonly hello: RegExp;
  readonly who: RegExp;
  readonly thanks: RegExp;
  readonly welcome: string;
  /** Words too common to tell texts apart. */
  readonly common: string;
}

/** By ISO 639-1 code. */
export const plainWords: Readonly<Record<string, PlainWords>> = {
  en: {
    unknown: ['That I cannot tell you.', 'I know nothing of that.', 'I could not say.'],
    goOn: ['I see.', 'Go on.', 'Tell me more.'],
    already: ['As I said.', 'I have told you all I know of that.'],
    back: 'Good to see you.',
    bye: /^\W*(good ?bye|bye|see you|farewell|good night)\b/i,
    farewell: 'Goodbye.',
    age: 'I am %.',
    questions: ['What would you like to know?', 'And what do you think?', 'Shall we go on?'],
    hello: /^\W*(hello|hi|hey|good (morning|day|afternoon|evening)|greetings|welcome)\b/i,
    who: /\b(who are you|who('s| is) (this|there|speaking)|what('s| is) your name|your name\?|introduce yourself|about yourself)\b/i,
    thanks: /\b(thanks|thank you|much obliged|cheers)\b/i,
    welcome: 'You are welcome.',
    common:
      'a an the and or but nor so if then than as at by for from in into of off on onto out over to up with without about i me my mine we us our you your yours he him his she her it its they them their this that these those there here is are am was were be been being do does did done have has had can could will would shall should may might must not no yes what which who whom whose when where why how tell know say said please just very really some any all much many more most other also too ever s t re ve ll d m let get got go think want one thing long far often',
  },
  de: {
    unknown: ['Das kann ich nicht sagen.', 'Davon weiß ich nichts.'],
    goOn: ['Ich verstehe.', 'Erzählen Sie weiter.'],
    already: ['Wie gesagt.', 'Mehr weiß ich darüber nicht.'],
    back: 'Schön, dass Sie da sind.',
    bye: /(auf wiedersehen|tschüss|gute nacht|bis (bald|morgen))/iu,
    farewell: 'Auf Wiedersehen.',
    age: 'Ich bin %.',
    questions: ['Was möchten Sie wissen?', 'Und was meinen Sie?'],
    hello: /^\P{L}*(hallo|guten (morgen|tag|abend)|grüß|servus|moin)/iu,
    who: /(wer (bist du|sind sie)|wie (heißt du|heißen sie)|stell dich vor|stellen sie sich vor)/iu,
    thanks: /\bdanke/i,
    welcome: 'Gern geschehen.',
    common:
      'der die das den dem des ein eine einen einem einer und oder aber ich du er sie es wir ihr mich dich ihn uns mir dir ihm ihnen mein dein sein ist sind war waren bin bist sein hat habe haben hast kann kannst können wird werden nicht kein ja nein was wer wie wo wann warum welche zu in im an am auf aus bei mit nach von vom vor für über um als wenn dass so auch noch nur mal etwas sagen wissen',
  },
  fr: {
    unknown: ['Cela, je ne saurais le dire.', "Je n'en sais rien."],
    goOn: ['Je vois.', 'Continuez.'],
    already: ['Je vous l’ai dit.', 'Je n’en sais pas davantage.'],
    back: 'Ravi de vous voir.',
    bye: /(au revoir|adieu|bonne nuit|à (bientôt|demain))/iu,
    farewell: 'Au revoir.',
    age: "J'ai % ans.",
    questions: ['Que voulez-vous savoir ?', 'Et vous, qu’en pensez-vous ?'],
    hello: /^\P{L}*(bonjour|bonsoir|salut|coucou)/iu,
    who: /(qui (es-tu|êtes-vous|etes-vous)|tu es qui|comment (t['’]appelles-tu|vous appelez-vous)|présente[zs]?-)/iu,
    thanks: /\bmerci/i,
    welcome: 'Je vous en prie.',
    common:
      'le la les un une des du de d l et ou mais je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes son sa ses notre votre ce cet cette ces c est sont suis es était être a ai as avez avoir ont pas ne n non oui que qu qui quoi quel quelle où quand comment pourquoi à au aux en dans sur sous avec sans pour par plus très y dire savoir',
  },
  es: {
    unknown: ['Eso no lo sé.', 'De eso no puedo decirle nada.'],
    goOn: ['Entiendo.', 'Siga, por favor.'],
    already: ['Ya se lo he dicho.', 'No sé más de eso.'],
    back: 'Me alegro de verle.',
    bye: /(adiós|hasta (luego|mañana|pronto)|buenas noches)/iu,
    farewell: 'Hasta luego.',
    age: 'Tengo % años.',
    questions: ['¿Qué quiere saber?', '¿Y usted qué piensa?'],
    hello: /^\P{L}*(hola|buen(os|as) (días|tardes|noches)|buenas)/iu,
    who: /(quién eres|quién es usted|cómo te llamas|cómo se llama|preséntate)/iu,
    thanks: /\bgracias/i,
    welcome: 'De nada.',
    common:
      'el la los las lo un una unos unas de del al y o pero yo tú él ella nosotros me te se mi mis tu tus su sus es son era soy eres ser está estar ha he has no sí que qué quién cuál dónde cuándo cómo por para con sin en a más muy decir saber',
  },
  zh: {
    unknown: ['这个我不知道。', '这我说不上来。'],
    goOn: ['我明白了。', '请接着说。'],
    already: ['我已经说过了。', '我知道的就这些。'],
    back: '您好。',
    bye: /(再见|拜拜|晚安)/u,
    farewell: '再见。',
    age: '我今年%岁。',
    questions: ['您想知道什么？', '您觉得呢？'],
    hello: /^\P{L}*(你好|您好|早上好|晚上好|大家好|嗨)/u,
    who: /(你是谁|您是谁|你叫什么|您叫什么|自我介绍|介绍一下你自己)/u,
    thanks: /谢谢|多谢/u,
    welcome: '不客气。',
    common:
      '的 了 吗 呢 吧 啊 是 我 你 您 他 她 它 们 我们 你们 他们 这 那 这个 那个 有 在 和 与 也 都 就 不 没 没有 什么 谁 哪 哪里 怎么 为什么 几 多少 请 说 知道 想 要 会 能 一个 一',
  },
  ja: {
    unknown: ['それは存じません。', 'それは申し上げられません。'],
    goOn: ['なるほど。', 'どうぞ、続けてください。'],
    already: ['先ほど申し上げたとおりです。', 'それ以上は存じません。'],
    back: 'お会いできてうれしいです。',
    bye: /(さようなら|またね|おやすみ|失礼します)/u,
    farewell: 'ではまた。',
    age: '%歳です。',
    questions: ['何をお知りになりたいですか？', 'どう思われますか？'],
    hello: /^\P{L}*(こんにちは|こんばんは|おはよう|はじめまして|やあ)/u,
    who: /(あなたは(誰|だれ|どなた)|お名前|名前は|自己紹介)/u,
    thanks: /ありがとう/u,
    welcome: 'どういたしまして。',
    common:
      'の は が を に へ と も や か ね よ で から まで です ます でした ました だ する した して いる ある ない こと もの これ それ あれ 私 あなた 彼 何 誰 どこ いつ なぜ どう',
  },
};

const names: readonly (readonly [RegExp, string])[] = [
  [/^(en\b|english)/i, 'en'],
  [/^(de\b|german|deutsch)/i, 'de'],
  [/^(fr\b|french|fran)/i, 'fr'],
  [/^(es\b|spanish|espa)/i, 'es'],
  [/^(zh\b|chinese|mandarin|中文|汉语|漢語)/i, 'zh'],
  [/^(ja\b|japanese|日本語)/i, 'ja'],
];

/**
 * The plain words for a persona. `language`: its `language` entry; where it is not given, the script of `sample` decides
 * between Chinese, Japanese and English. Undefined: a language without words of ours, or one that the script rules out.
 */
export function plainWordsFor(language: string | undefined, sample: string): PlainWords | undefined {
  if (language) return plainWords[names.find(([name]) => name.test(language.trim()))?.[1] ?? ''];
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return plainWords['ja'];
  if (/\p{Script=Han}/u.test(sample)) return plainWords['zh'];
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin * 2 >= (sample.match(/\p{L}/gu)?.length ?? 0) ? plainWords['en'] : undefined;
}
