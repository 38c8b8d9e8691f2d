// Whether a model is gone, or on its way out. In: its name, the kept list of an endpoint, the day. Out: what the list allows to say, no more: a false
// word is worse than none.
import { type KeptList, type KeptModel, placeOf } from '../../model/kept-lists.ts';

/** Lists as they were kept, and the day on which they are read, as `2026-11-26`. */
export interface KnownModels {
  readonly lists: readonly KeptList[];
  readonly today: string;
}

export type ModelEnding =
  /** `since`: the day the list gave. `last`: the day of the last list that had it. */
  | { readonly state: 'gone'; readonly list: KeptList; readonly since?: string; readonly last?: string }
  /** `on` undefined: the list says that it goes, and not when. */
  | { readonly state: 'going'; readonly list: KeptList; readonly on?: string }
  /** Not in the list, and nobody knows whether it ever was. */
  | { readonly state: 'absent'; readonly list: KeptList }
  | { readonly state: 'stays' }
  | { readonly state: 'unknown' };

const unknown: ModelEnding = { state: 'unknown' };

/** Of a model that this very endpoint is asked for: what its list leaves out counts, too. @param place as `KeptList.place`. */
export function endingAt(model: string, place: string | undefined, { lists, today }: KnownModels): ModelEnding {
  const list = lists.find((each) => each.place === place);
  if (!list) return unknown;
  const found = foundIn(list, model);
  if (found) return endingOf(found, list, today);
  const name = key(model);
  if (!list.whole || hasOwnNames(list.place) || list.models.some(({ id }) => isAkin(key(id), name))) return unknown;
  const left = list.left.find(({ id }) => key(id) === name);
  return left ? { state: 'gone', list, last: left.last } : { state: 'absent', list };
}

/**
 * Of a model that is named without an endpoint: only what a list that knows it says of its end, and only where all that know it say so. Of several
 * days the last counts.
 */
export function endingAnywhere(model: string, { lists, today }: KnownModels): ModelEnding {
  const known = lists.flatMap((list) => {
    const found = list.models.find(({ id }) => key(id) === key(model));
    return found ? [{ list, found }] : [];
  });
  if (known.length === 0) return unknown;
  if (known.some(({ found }) => found.ends === undefined && !found.deprecated)) return { state: 'stays' };
  const [last] = known.sort((a, b) => (b.found.ends ?? '9999').localeCompare(a.found.ends ?? '9999'));
  return last ? endingOf(last.found, last.list, today) : unknown;
}

function endingOf({ ends, deprecated }: KeptModel, list: KeptList, today: string): ModelEnding {
  if (ends !== undefined && ends <= today) return { state: 'gone', list, since: ends };
  if (ends !== undefined) return { state: 'going', list, on: ends };
  return deprecated ? { state: 'going', list } : { state: 'stays' };
}

/** By its name, or as servers shorten it: without `models/` in front, `:latest` behind. */
function foundIn({ models }: KeptList, model: string): KeptModel | undefined {
  const name = key(model);
  const asWritten = models.find(({ id }) => id === model) ?? models.find(({ id }) => key(id) === name);
  return asWritten ?? models.find(({ id }) => key(id) === `models/${name}` || key(id) === `${name}:latest`);
}

/** Whether a listed name may be what the other one stands for: a dated one, a variant, the same behind a maker's name. */
function isAkin(id: string, name: string): boolean {
  const stem = name.replace(/-latest$/, '');
  if (id.startsWith(stem) && /^[-:@]/.test(id.slice(stem.length))) return true;
  return (
    [`${id}:`, `${id}@`].some((start) => name.startsWith(start)) || id.endsWith(`/${name}`) || name.endsWith(`/${id}`)
  );
}

/** Where models are called as their user called them, or are more than are listed. */
function hasOwnNames(place: string): boolean {
  return /\.(?:azure\.com|microsoft\.com|fireworks\.ai|amazonaws\.com|googleapis\.com)(?:[:/]|$)/.test(place);
}

function key(id: string): string {
  return id.trim().toLowerCase();
}

/** More days ahead than these, and it is a hint. */
const soonDays = 90;

export interface EndingWords {
  readonly severity: 'warning' | 'hint';
  readonly message: string;
}

/** Of an endpoint as somebody chose it. */
export interface EndpointEnding extends EndingWords {
  /** The same where the model stands beside it: `ends on 2026-12-11`. */
  readonly short: string;
  /** Which model, where, how and when: the same for as long as nothing else is known. */
  readonly about: string;
}

/** What the list of an endpoint says of its model; undefined where there is nothing to say. */
export function endpointEnding(
  { url, model }: { readonly url: string; readonly model: string },
  known: KnownModels,
): EndpointEnding | undefined {
  const place = placeOf(url);
  const ending = endingAt(model, place, known);
  const words = endingWords(model, ending, known.today);
  if (!words) return undefined;
  const day =
    ending.state === 'gone' ? (ending.since ?? ending.last) : ending.state === 'going' ? ending.on : undefined;
  return { ...words, short: shortly(ending), about: [place, key(model), ending.state, day].filter(Boolean).join(' ') };
}

function shortly(ending: ModelEnding): string {
  switch (ending.state) {
    case 'gone':
      return ending.since === undefined ? 'gone' : `gone since ${ending.since}`;
    case 'going':
      return ending.on === undefined ? 'on its way out' : `ends on ${ending.on}`;
    case 'absent':
      return `not in the list of ${ending.list.day}`;
    default:
      return '';
  }
}

/** What a finding says; undefined where there is nothing to say. */
export function endingWords(model: string, ending: ModelEnding, today: string): EndingWords | undefined {
  if (ending.state === 'stays' || ending.state === 'unknown') return undefined;
  const { place, day } = ending.list;
  const host = new URL(place).host;
  const says = `says its list of ${day}`;
  if (ending.state === 'absent')
    return { severity: 'hint', message: `“${model}” is not in the list that ${host} gave on ${day}.` };
  if (ending.state === 'gone') {
    const why =
      ending.since === undefined
        ? `its list of ${ending.last} had it, that of ${day} has not`
        : `it ended on ${ending.since}, ${says}`;
    return { severity: 'warning', message: `“${model}” is gone at ${host}: ${why}.` };
  }
  if (ending.on === undefined)
    return { severity: 'hint', message: `“${model}” is on its way out at ${host}, ${says}.` };
  const days = (Date.parse(ending.on) - Date.parse(today)) / 86_400_000;
  return {
    severity: days <= soonDays ? 'warning' : 'hint',
    message: `“${model}” ends on ${ending.on} at ${host}, ${says}.`,
  };
}
