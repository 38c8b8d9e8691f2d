// `{{` completes to what may stand there: values and their parts, slots, columns of tables, what a `let:` of the rule binds or a test is
// given, and the four that always exist.
import type * as lsp from 'vscode-languageserver-protocol';
import { nameKey } from '../../../lang/name.ts';
import type { Value } from '../../../lang/value.ts';
import { lookUp } from '../../../lang/values.ts';
import { builtInValues } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';
import { order } from './items.ts';
import type { Place } from './place.ts';

/** @param typed what stands between the braces and the cursor. */
export function bracedItems(place: Place, typed: string): lsp.CompletionItem[] {
  const { behind, replaces } = place;
  // Braces that are there already, as editors close them, are gone over: the cursor comes to stand behind them.
  const rest = /^[^{}]*\}\}/.exec(behind)?.[0] ?? '';
  const written = typed.trimStart();
  const dot = written.lastIndexOf('.');
  const parts = dot > 0 ? partsOf(place, written.slice(0, dot)) : [];
  const names = parts.length > 0 ? parts : namesHere(place);
  const begun = parts.length > 0 ? written.slice(dot + 1) : written;
  return names.map(([label, doc], index) => ({
    label,
    kind: completionKind.constant,
    documentation: doc,
    textEdit: {
      range: replaces(begun.length, rest.length),
      newText: `${label}}}`,
    },
    sortText: order(index),
  }));
}

type Named = readonly [string, string];

function namesHere({ persona, open: { outermost, block } }: Place): readonly Named[] {
  const bound = (outermost?.children ?? []).flatMap((child): Named[] => {
    const name = child.kind === 'entry' && child.word === 'let' ? /^\s*([^=]+?)\s*=/.exec(child.text.value)?.[1] : '';
    return name ? [[name, `bound here: ${child.text.value.trim()}`]] : [];
  });
  const ofTest = (block?.word === 'test' ? block.children : []).flatMap((one): Named[] =>
    one.kind === 'entry' && one.word === 'given'
      ? [[one.name.text.replace(/^given\s+/, ''), `given to this test: ${one.text.value}`]]
      : [],
  );
  const names: readonly Named[] = [
    ...persona.given.map((given): Named => [given.name.text, `given: ${shown(given.value)}`]),
    ...persona.state.map((slot): Named => [slot.name.text, 'a slot of `state`']),
    ...persona.tools.map((tool): Named => [tool.name.text, 'a tool']),
    ...ofTest,
    ...bound,
    ...builtInValues.map((name): Named => [name, 'always known']),
  ];
  return [...new Map(names.map((named) => [nameKey(named[0]), named])).values()];
}

/** `{{guests.0}}`, `{{capitals.france}}`, `{{films.title}}`. */
function partsOf({ persona }: Place, path: string): readonly Named[] {
  const key = nameKey(path);
  const tool = persona.tools.find(({ name }) => name.key === key);
  if (tool) return tool.gives.map((column) => [column.value, `a column of \`${tool.name.text}\``]);
  const values = Object.fromEntries(persona.given.map(({ name, value }) => [name.key, value]));
  const value = lookUp(values, key);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).map(([name, part]): Named => [name, shown(part)]);
}

function shown(value: Value): string {
  if (value === null) return 'not known yet';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
