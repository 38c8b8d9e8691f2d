// What a name that is used stands for: the rule of a test, the move of a stage, a fact to be found out, a member of the cast.
import type { Range } from '../../../base/range.ts';
import type { Persona } from '../../../lang/persona.ts';
import type { Origin } from '../../../lang/source-text.ts';
import { namesInFile } from '../../names/names-in-file.ts';
import { type NameKind, occurrenceAt } from '../../names/occurrence.ts';
import { fileName, shown } from './shown.ts';

interface Meant {
  readonly what: string;
  readonly name: string;
  readonly text: string;
  readonly origin: Origin;
}

export function nameDoc(
  persona: Persona,
  offset: number,
): { readonly range: Range; readonly parts: readonly string[] } | undefined {
  const here = occurrenceAt(namesInFile(persona.tree), offset);
  if (here?.role !== 'use') return undefined;
  const meant = here.kinds.flatMap((kind) => find(persona, kind, here.key));
  if (meant.length === 0) return undefined;
  return { range: here.range, parts: meant.map((one) => docOf(one, persona.uri)) };
}

function docOf({ what, name, text, origin }: Meant, own: string): string {
  const from = origin.uri === own ? '' : ` (inherited from ${fileName(origin.uri)})`;
  return `**${shown(name, 200)}** · ${what}${from}${text === '' ? '' : `\n\n${shown(text)}`}`;
}

function find(persona: Persona, kind: NameKind, key: string): readonly Meant[] {
  const named = (
    what: string,
    all: readonly {
      readonly name: { readonly text: string; readonly key: string } | undefined;
      readonly text: { readonly value: string };
      readonly origin: Origin;
    }[],
  ) =>
    all
      .filter(({ name }) => name?.key === key)
      .map(({ name, text, origin }) => ({ what, name: name?.text ?? '', text: text.value, origin }));
  switch (kind) {
    case 'rule':
      return persona.rules
        .filter((rule) => rule.key === key)
        .map(({ id, sentence, origin }) => ({ what: 'rule', name: id, text: sentence.value, origin }));
    case 'fact':
      return named('fact', persona.knows);
    case 'aspect':
      return named('aspect', persona.about);
    case 'move':
      return named('move', persona.moves);
    case 'stage':
      return named('stage', persona.plan);
    case 'speaker':
      return cast(persona, key);
    default:
      return [];
  }
}

/** Once for each file, or none, that somebody of this name is. */
function cast({ scenes, tests }: Persona, key: string): readonly Meant[] {
  const members = [...scenes, ...tests].flatMap((one) => one.cast).filter((member) => member.key === key);
  const byFile = new Map(members.map((member) => [member.path ?? '', member]));
  return [...byFile.values()].map(({ name, path, origin }) => ({
    what: 'in the cast',
    name,
    text: path ?? 'A name without a file.',
    origin,
  }));
}
