// What is to be re-enacted, without a word of its dialogue: who the persona is, what the talk is about, how long it was, who speaks. In: a
// persona and an example, a scene or a talk. Out: the source of the requests.
import { compile } from '../../lang/compile.ts';
import type { Measures } from '../../lang/measures.ts';
import type { Example, Persona, Scene } from '../../lang/persona.ts';
import type { Values } from '../../lang/value.ts';
import type { Turn } from '../events.ts';
import { type LanguageTag, readLanguage } from './language-tag.ts';
import { type Sample, samplesFor } from './samples.ts';

/** What of a persona is played afresh, and what is told of the talk beside it. */
export interface ReEnact {
  /** BCP-47 tag or English name. */
  readonly language: string;
  readonly what:
    | { readonly kind: 'example'; readonly example: Example }
    | { readonly kind: 'scene'; readonly scene: Scene }
    | { readonly kind: 'talk'; readonly turns: readonly Turn[] };
  /** Win over those of a scene. */
  readonly event?: string;
  readonly commonGround?: string;
}

export interface ReEnactSource {
  readonly name: string;
  readonly title: string;
  readonly language: LanguageTag;
  readonly event: string | undefined;
  readonly commonGround: string | undefined;
  /** The persona in the source's language, without its examples and its `language`. */
  readonly profile: string;
  readonly samples: readonly Sample[];
  /** Speakers by the names they are written under; `self` is one. */
  readonly speakers: readonly { readonly key: string; readonly name: string }[];
  /** About how many lines are wanted. */
  readonly lines: number;
}

export function sourceOf(
  persona: Persona,
  { what, event, commonGround }: ReEnact,
  target: LanguageTag,
  values: Values,
  { language }: Pick<Measures, 'language'>,
): ReEnactSource {
  const scene = what.kind === 'scene' ? what.scene : undefined;
  const source = languageOf(persona, language);
  const said = what.kind === 'talk' ? what.turns.filter(({ thought }) => !thought) : linesOf(scene ?? what);
  const example = what.kind === 'example' ? what.example : undefined;
  const title = (scene ?? example)?.title?.value.trim();
  return {
    name: persona.name,
    title: title || (what.kind === 'talk' ? `a talk with ${persona.name}` : `${what.kind} of ${persona.name}`),
    language: source,
    event: event ?? scene?.event?.value.trim(),
    commonGround: commonGround ?? scene?.commonGround?.value.trim(),
    profile: profileOf(persona, scene, values),
    samples: samplesFor(persona, example, source, target, language),
    speakers: speakersOf(scene),
    lines: Math.min(12, Math.max(4, said.length)),
  };
}

/** That of the file's `language:`, else what the library says of its words, else English. */
export function languageOf(persona: Persona, language: Measures['language']): LanguageTag {
  const declared = persona.head.get('language')?.value;
  const known = declared === undefined ? undefined : readLanguage(declared);
  if (known) return known;
  const words = [...persona.head.values(), ...persona.voice.items, ...persona.knows.map(({ text }) => text)];
  const dialogue = persona.examples.flatMap(({ lines }) => lines.map(({ text }) => text));
  const found = language?.([...words, ...dialogue].map(({ value }) => value).join('\n'));
  return readLanguage(found ?? 'en') ?? { tag: 'en', name: 'English', code: 'en' };
}

/** The sections of the prompt as notes. Setting, event and common ground are told apart from it. */
function profileOf(persona: Persona, scene: Scene | undefined, values: Values): string {
  const head = new Map([...persona.head].filter(([word]) => word !== 'language' && word !== 'reminder'));
  const told = scene && { ...scene, event: undefined, commonGround: undefined };
  const { sections } = compile({ ...persona, head, examples: [] }, { values, ...(told ? { scene: told } : {}) });
  return sections
    .map(
      ({ title, pieces }) => `${title === undefined ? '' : `### ${title}\n`}${pieces.map(({ text }) => text).join('')}`,
    )
    .join('\n\n');
}

function linesOf(what: Exclude<ReEnact['what'], { kind: 'talk' }> | Scene): readonly unknown[] {
  const dialogue = 'kind' in what ? (what.kind === 'example' ? what.example : what.scene) : what;
  return dialogue.lines.filter(({ thought, speaker }) => !thought && speaker !== 'narrator');
}

/** The persona and the user; in a scene with a cast, the persona and the cast. */
function speakersOf(scene: Scene | undefined): ReEnactSource['speakers'] {
  const cast = (scene?.cast ?? []).map(({ key, name }) => ({ key, name: name.toLowerCase() }));
  return [{ key: 'self', name: 'self' }, ...(cast.length > 0 ? cast : [{ key: 'user', name: 'user' }])];
}
