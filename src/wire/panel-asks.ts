// Whether what a panel asks has the shape of its kind. In: a name and parameters, as they came over the wire. Out: yes or no. The
// panel is our own, but what it draws is not, so the host takes nothing from it on trust.
import type { PanelAction, PanelAsks, SceneAct } from './preview-protocol.ts';

/** More than any reply a provider lets through. What is longer is no line of a talk. */
export const longestLine = 5_000_000;

const actions: Readonly<Record<PanelAction, true>> = {
  retry: true,
  'set-key': true,
  'select-model': true,
  'raise-limit': true,
  trust: true,
  none: true,
  'show-problems': true,
  'open-file': true,
};

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string' && value.length <= longestLine;
const index: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const action: Check = (value) => typeof value === 'string' && Object.hasOwn(actions, value);

const sceneActs: Readonly<Record<SceneAct, true>> = { next: true, on: true, end: true };
const sceneAct: Check = (value) => typeof value === 'string' && Object.hasOwn(sceneActs, value);

const shapes: { readonly [K in keyof PanelAsks]: { readonly [P in keyof PanelAsks[K]['params'] & string]: Check } } = {
  ready: {},
  say: { text },
  retry: {},
  edit: { turn: text, text },
  go: { turn: text, onward: flag },
  stop: {},
  restart: { greeting: index },
  keep: {},
  selectModel: {},
  duplex: { on: flag },
  hear: { text, taken: index, sent: flag },
  compare: {},
  endCompare: {},
  prefer: { chosen: text, rejected: text },
  tie: { one: text, other: text },
  thumb: { turn: text, thumb: oneOf('up', 'down', 'none') },
  improveFrom: { turn: text },
  refine: { turn: text },
  weigh: { one: text, other: text },
  saveAs: { turn: text },
  interview: {},
  askAsUser: {},
  scene: { act: sceneAct },
  arena: {},
  endArena: {},
  openStrategies: {},
  endStrategies: {},
  more: {},
  act: { action },
  reveal: { rule: text },
  copy: { text },
  sent: { request: text },
  openSent: { request: text },
  context: { request: text },
  tryLore: { text },
  revealLore: { request: text, index },
  memories: {},
  changeMemory: { id: text, change: oneOf('edit', 'forget', 'private', 'open'), text },
  memoryAct: { act: oneOf('clear', 'export', 'name', 'end', 'next', 'file') },
  copyAsCurl: { request: text },
};

/** Own properties alone count; others beside them do no harm, for nobody reads them. */
export function fitsPanelAsk(name: string, params: unknown): boolean {
  if (!Object.hasOwn(shapes, name)) return false;
  const checks: readonly [string, Check][] = Object.entries(shapes[name as keyof PanelAsks]);
  if (checks.length === 0) return true;
  if (typeof params !== 'object' || params === null) return false;
  return checks.every(([key, fits]) => Object.hasOwn(params, key) && fits((params as Record<string, unknown>)[key]));
}
