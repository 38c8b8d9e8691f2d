// Whose turn it is. In: a session with a scene. Out: a key. Order of the cast, whoever was addressed by name first; by chance only where the
// scene wants it, and then the same for the same seed. Asks no model.
import { nameKey } from '../../lang/name.ts';
import type { Turn } from '../events.ts';
import type { SessionState } from '../session-state.ts';
import { chance } from './chance.ts';
import { hears } from './hearing.ts';
import { actorsOf, namesOf, type Party, partiesOf } from './parties.ts';

/** A line said in the scene beyond what its text begins with. Narrator and thoughts are none. */
export function isPlayed(turn: Turn): boolean {
  return turn.speaker !== 'narrator' && !turn.thought && turn.origin === undefined;
}

/** Undefined where there is no scene. */
export function nextSpeaker(state: SessionState): string | undefined {
  const { scene: setup } = state;
  if (!setup) return undefined;
  const own = setup.protocol.next?.(state, setup);
  if (own !== undefined) return own;
  if (narratorIsDue(state)) return 'narrator';
  const parties = partiesOf(state);
  const last = state.turns.findLast(({ speaker, thought }) => speaker !== 'narrator' && !thought);
  const others = parties.filter(({ key }) => key !== last?.speaker);
  if (!last || others.length === 0) return parties[0]?.key;
  if (setup.scene.order === 'chance') {
    const at = Math.floor(chance(setup.seed, state.turns.length)() * others.length);
    return others[at]?.key;
  }
  const called = setup.scene.order === 'addressed' ? addressed(state, last, others) : undefined;
  const after = parties.findIndex(({ key }) => key === last.speaker);
  return called ?? parties[(after + 1) % parties.length]?.key;
}

/** As many lines as the scene says were played since a model last spoke as narrator. */
function narratorIsDue({ scene, turns }: SessionState): boolean {
  const every = scene?.scene.narratorEvery;
  if (every === undefined) return false;
  const told = turns.findLastIndex(({ speaker, origin }) => speaker === 'narrator' && origin === undefined);
  return turns.slice(told + 1).filter(isPlayed).length >= every;
}

/** Who is spoken to by name at the beginning or end of a sentence, or between commas: `Watson, look`. A name only mentioned calls nobody. */
function addressed(state: SessionState, turn: Turn, others: readonly Party[]): string | undefined {
  const actors = actorsOf(state);
  const names = others
    .filter(({ key }) => hears(turn, key))
    .flatMap((party) =>
      callNames(actors.find(({ key }) => key === party.key) ?? party).map((name) => ({ name, key: party.key })),
    );
  const text = nameKey(turn.text);
  let best: { at: number; key: string } | undefined;
  for (const { name, key } of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const before = text.slice(0, at);
      const behind = text.slice(at + name.length);
      const begins = /(?:^|[.!?,;:—–-]\s*|["“”(]\s*)$/u.test(before);
      const called =
        (begins && /^\s*[,!?:—–-]/u.test(behind)) || (/,\s*$/u.test(before) && /^\s*(?:$|[.!?,;—–-])/u.test(behind));
      if (!called) continue;
      if (!best || at < best.at) best = { at, key };
      break;
    }
  }
  return best?.key;
}

/** Names, and their longer words: who is called Sherlock Holmes answers to Holmes. */
function callNames(party: Party): readonly string[] {
  const names = namesOf(party);
  return [...new Set([...names, ...names.flatMap((name) => name.split(' ').filter((word) => word.length > 2))])];
}
