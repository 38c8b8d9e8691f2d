// Three checks that every line of an actor in a scene gets, whatever its rules are: it speaks for nobody else, gives nothing hidden away,
// and knows who it is. Signs in the text, no model asked: what they do not find may still be there. English names of checks, as rules have.

import { nameKey } from '../../lang/name.ts';
import { onOneLine } from '../../lang/one-line.ts';
import type { Values } from '../../lang/value.ts';
import { fillText } from '../../lang/values.ts';
import { valuesOf } from '../../rules/judge.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { Turn } from '../events.ts';
import type { SessionState } from '../session-state.ts';
import { findLeak } from './find-leak.ts';
import { hears } from './hearing.ts';
import { actorsOf, namesOf, type Party, partiesOf } from './parties.ts';
import type { SceneActor } from './setup.ts';

export const sceneChecks = ['speaks for nobody else', 'keeps what is hidden', 'knows who it is'] as const;

/** The verdicts, in the order of `sceneChecks`. `values`: what a hidden text's placeholders mean in the actor's file. */
export function checkLine(state: SessionState, actor: SceneActor, turn: Turn, values: Values): readonly Verdict[] {
  const others = partiesOf(state).filter(({ key }) => key !== actor.key);
  return [
    speaksForOthers(turn.text, others, state),
    leaks(state, actor, turn, others, values),
    misnamesItself(turn.text, actor, others, state),
  ];
}

function speaksForOthers(text: string, others: readonly Party[], state: SessionState): Verdict {
  const names = new Map<string, string>([
    ['user', 'the user'],
    ['narrator', 'the narrator'],
  ]);
  for (const other of others) for (const name of callNames(other, state)) names.set(name, other.name);
  for (const line of text.matchAll(/^[ \t>*_#[(-]{0,20}([^\n:：]{1,60}?)[ \t*_\])]{0,9}[:：]/gmu)) {
    const who = names.get(nameKey((line[1] ?? '').replace(/[*_]+/gu, '')));
    if (who === undefined) continue;
    const span = { start: line.index, end: line.index + line[0].length };
    return verdict(sceneChecks[0], 'broken', `Found a line in the name of ${who}.`, span);
  }
  return verdict(sceneChecks[0], 'kept', 'No line is in the name of anybody else.');
}

function leaks(state: SessionState, actor: SceneActor, turn: Turn, others: readonly Party[], values: Values): Verdict {
  const hidden = hiddenFrom(
    state,
    actor,
    others.filter(({ key }) => hears(turn, key)),
    values,
  );
  if (hidden.length === 0) return verdict(sceneChecks[1], 'idle', 'Nothing here is hidden from who listens.');
  for (const { text, from } of hidden) {
    const found = findLeak(turn.text, text);
    if (!found) continue;
    const how = found.literal ? 'Says' : 'Says nearly';
    return verdict(
      sceneChecks[1],
      'broken',
      `${how} what is hidden from ${from.join(', ')}: “${oneLine(text)}”.`,
      found.span,
    );
  }
  return verdict(sceneChecks[1], 'kept', 'Nothing hidden is given away in these words.');
}

/** Facts and scene knowledge that not every listener may see. A fact without `visible to` or `only with` is no secret. */
function hiddenFrom(state: SessionState, actor: SceneActor, listeners: readonly Party[], values: Values) {
  const found: { text: string; from: readonly string[] }[] = [];
  const all = actorsOf(state);
  const namesFor = (party: Party) => namesOf(all.find(({ key }) => key === party.key) ?? party);
  for (const owner of all) {
    const own = owner.key === actor.key ? values : valuesOf(owner.book, {});
    for (const fact of owner.persona.knows) {
      const allowed = [...(fact.visibleTo ?? []), ...(fact.onlyWith ?? [])];
      if (!fact.visibleTo && !fact.onlyWith) continue;
      const from = listeners.filter(
        (one) => one.key !== owner.key && !namesFor(one).some((name) => allowed.includes(name)),
      );
      if (from.length > 0) found.push({ text: filled(fact.text, own), from: from.map(({ name }) => name) });
    }
  }
  for (const fact of state.scene?.scene.knows ?? []) {
    const { visibleTo } = fact;
    if (!visibleTo) continue;
    const from = listeners.filter((one) => ![one.key, ...namesFor(one)].some((name) => visibleTo.includes(name)));
    const owner = all[0];
    if (from.length > 0 && owner)
      found.push({ text: filled(fact.text, valuesOf(owner.book, state.values)), from: from.map(({ name }) => name) });
  }
  return found;
}

function filled(text: Parameters<typeof fillText>[0], values: Values): string {
  return fillText(text, values)
    .pieces.map((piece) => piece.text)
    .join('');
}

/** `I am Watson`, `my name is Watson`: another's name for its own. */
function misnamesItself(text: string, actor: SceneActor, others: readonly Party[], state: SessionState): Verdict {
  const own = new Set(callNames(actor, state));
  const wrong = others.flatMap((other) => callNames(other, state).map((name) => [name, other.name] as const));
  for (const claim of text.matchAll(
    /\b(?:I am|I['’]m|my name is|call me|this is)\s+((?:\p{L}[\p{L}\p{M}.'’-]*\s*){1,4})/giu,
  )) {
    const said = claim[1] ?? '';
    const words = nameKey(said.replace(/[.,]/gu, ''));
    const found = wrong.find(([name]) => (words === name || words.startsWith(`${name} `)) && !own.has(name));
    if (!found || /^\p{Ll}/u.test(said)) continue;
    const start = claim.index + claim[0].length - said.length;
    const why = `Calls itself ${found[1]}; it is ${actor.name}.`;
    return verdict(sceneChecks[2], 'broken', why, {
      start: claim.index,
      end: start + said.replace(/[\s.,]+$/u, '').length,
    });
  }
  return verdict(sceneChecks[2], 'kept', 'It takes no other’s name for its own.');
}

/** The names of a party, and each longer word of what it is called, where nobody else has it. */
function callNames(party: Party, state: SessionState): readonly string[] {
  const actor = actorsOf(state).find(({ key }) => key === party.key);
  const names = namesOf(actor ?? party);
  const others = partiesOf(state).filter(({ key }) => key !== party.key);
  const taken = new Set(others.flatMap(({ name }) => nameKey(name).split(' ')));
  const words = nameKey(party.name)
    .split(' ')
    .filter((word) => word.length > 2 && !taken.has(word) && !titles.has(word));
  return [...new Set([...names, ...words])];
}

const titles = new Set(['mr.', 'mrs', 'mrs.', 'miss', 'dr.', 'sir', 'lady', 'lord', 'the', 'doctor', 'professor']);

function verdict(rule: string, state: Verdict['state'], why: string, span?: Verdict['span']): Verdict {
  return { rule, state, why, clause: undefined, span, through: undefined, ours: true };
}

function oneLine(text: string): string {
  const line = onOneLine(text);
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
