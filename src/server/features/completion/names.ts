// `{{` completes to what may stand there: values, slots, what a `let:` of the rule binds, and the four that always exist.
import type * as lsp from 'vscode-languageserver-protocol';
import type { Persona } from '../../../lang/persona.ts';
import type { Member } from '../../../lang/tree.ts';
import type { Value } from '../../../lang/value.ts';
import { builtInValues } from '../../../lang/vocabulary.ts';
import { completionKind } from '../../to-lsp.ts';
import type { Replaces } from './items.ts';

/** @param within the rule (or other member) the cursor is in. */
export function nameItems(
  persona: Persona,
  within: Member | undefined,
  range: Replaces,
  closed: boolean,
): lsp.CompletionItem[] {
  const names: [string, string][] = [
    ...persona.given.map((given): [string, string] => [given.name.text, `given: ${shown(given.value)}`]),
    ...persona.state.map((slot): [string, string] => [slot.name.text, 'a slot of `state`']),
    ...(within?.children ?? []).flatMap((child): [string, string][] => {
      const bound =
        child.kind === 'entry' && child.word === 'let' ? /^\s*([^=]+?)\s*=/.exec(child.text.value)?.[1] : undefined;
      return bound ? [[bound, `bound here: ${child.text.value.trim()}`]] : [];
    }),
    ...builtInValues.map((name): [string, string] => [name, 'always known']),
  ];
  return names.map(([label, doc], order) => ({
    label,
    kind: completionKind.constant,
    documentation: doc,
    textEdit: { range, newText: closed ? label : `${label}}}` },
    sortText: String(order).padStart(3, '0'),
  }));
}

function shown(value: Value): string {
  if (value === null) return 'not known yet';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
