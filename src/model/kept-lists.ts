// What endpoints last said they offer, as it is kept: names, and the ends they give, with the day. In: a list as it came, or kept text. Out: plain
// data that can be written as JSON. No key is in it, and of an address neither query nor password.
import { isoDay } from '../base/iso-day.ts';
import { isLoopbackOrigin, originOf } from './origin-policy.ts';
import type { ListedModel } from './providers/openai/list-models.ts';

export interface KeptModel {
  readonly id: string;
  /** The day from which it answers no more, as `2026-12-11`; undefined: none is told. */
  readonly ends?: string;
  /** The list says that it is on its way out, and no day. */
  readonly deprecated?: true;
}

/** A model that an earlier list had and the last has not. */
export interface LeftModel {
  readonly id: string;
  /** The day of the last list that had it. */
  readonly last: string;
}

export interface KeptList {
  /** As `placeOf` gives it. */
  readonly place: string;
  /** The day it was given, as `2026-11-26`. */
  readonly day: string;
  /** Whether it names all there is: a part of a list, or a server on this machine, says nothing of what it leaves out. */
  readonly whole: boolean;
  readonly models: readonly KeptModel[];
  readonly left: readonly LeftModel[];
}

const mostLists = 20;
/** As many as are read off an endpoint: a list that is longer was cut. */
const mostModels = 5000;
const mostLeft = 1000;
const longestId = 300;

/** Which endpoint an address means, however it is written; undefined for one that is none. Query and closing slashes make no other endpoint. */
export function placeOf(url: string): string | undefined {
  const origin = originOf(url);
  return origin === undefined ? undefined : `${origin}${new URL(url.trim()).pathname.replace(/\/+$/, '')}`;
}

/** `before` with what the endpoint says now, the newest first. A list of nothing changes nothing. @param now milliseconds since 1970. */
export function withList(
  before: readonly KeptList[],
  url: string,
  { models, partial }: { readonly models: readonly ListedModel[]; readonly partial?: true },
  now: number,
): readonly KeptList[] {
  const place = placeOf(url);
  const named = models.filter(({ id }) => id.length <= longestId);
  if (place === undefined || named.length === 0) return before;
  const whole = !partial && models.length < mostModels && named.length === models.length && !isLoopbackOrigin(place);
  const earlier = before.find((list) => list.place === place);
  const day = isoDay(now);
  const kept: KeptList = { place, day, whole, models: named.map(keptModel), left: whole ? leftOf(earlier, named) : [] };
  return [kept, ...before.filter((list) => list !== earlier)].slice(0, mostLists);
}

function leftOf(earlier: KeptList | undefined, now: readonly ListedModel[]): readonly LeftModel[] {
  const there = new Set(now.map(({ id }) => id));
  const had = (earlier?.models ?? []).map(({ id }) => ({ id, last: earlier?.day ?? '' }));
  return [...had, ...(earlier?.left ?? [])].filter(({ id }) => !there.has(id)).slice(0, mostLeft);
}

function keptModel({ id, ending }: ListedModel): KeptModel {
  const days = Object.entries(ending).flatMap(([name, value]) => (isEnd.test(name) ? (dayOf(value) ?? []) : []));
  const ends = days.sort().at(-1);
  if (ends !== undefined) return { id, ends };
  return ending['deprecated'] === true ? { id, deprecated: true } : { id };
}

/** A day of deprecation is not one of them: the model answers on. */
const isEnd = /^(shut_?down|retire|expir|sunset|end_of_life|eol)/i;

/** A day as it is written, alone or before a time; a number or other words are none. */
function dayOf(value: unknown): string | undefined {
  const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(value)?.[1] : undefined;
  const time = day === undefined ? Number.NaN : Date.parse(day);
  return Number.isNaN(time) || isoDay(time) !== day ? undefined : day;
}

/** Lists as JSON gave them back. What is not as it was kept is left out. */
export function readKeptLists(value: unknown): readonly KeptList[] {
  return arrayOf(value, mostLists).flatMap((one): KeptList[] => {
    const { place, day, whole, models, left } = (one ?? {}) as Record<string, unknown>;
    if (typeof place !== 'string' || placeOf(place) !== place || dayOf(day) !== day) return [];
    const named = arrayOf(models, mostModels).flatMap(readModel);
    return [
      {
        place,
        day: day as string,
        whole: whole === true,
        models: named,
        left: arrayOf(left, mostLeft).flatMap(readLeft),
      },
    ];
  });
}

function readModel(value: unknown): KeptModel[] {
  const { id, ends, deprecated } = (value ?? {}) as Record<string, unknown>;
  if (!isId(id)) return [];
  const day = dayOf(ends);
  return [{ id, ...(day === undefined ? {} : { ends: day }), ...(deprecated === true ? { deprecated } : {}) }];
}

function readLeft(value: unknown): LeftModel[] {
  const { id, last } = (value ?? {}) as Record<string, unknown>;
  const day = dayOf(last);
  return isId(id) && day !== undefined ? [{ id, last: day }] : [];
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestId;
}

function arrayOf(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, most) : [];
}
