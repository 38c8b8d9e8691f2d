// A TinyTroupe fragment in an agent: its own merge rules, and conflicts with both places.
import { expect, test } from 'vitest';
import { mergeFragment } from '../../src/interop/merge-fragment.ts';

const fragment = (persona: string) => `{"type": "Fragment",\n "persona": ${persona}}`;
const agent = (persona: string) => `{"type": "TinyPerson",\n "persona":\n  ${persona}, "episodic_memory": [1e400]}`;

test.each([
  ['maps recurse', '{"a": {"x": 1}}', '{"a": {"y": 2}, "b": 3}', '{"a": {"x": 1, "y": 2}, "b": 3}'],
  [
    'lists join without duplicates',
    '{"a": ["x", {"k": 1}]}',
    '{"a": [{"k":1}, "y", "y"]}',
    '{"a": ["x", {"k": 1}, "y"]}',
  ],
  ['null gives way, on either side', '{"a": null, "b": 1}', '{"a": [2], "b": null}', '{"a": [2], "b": 1}'],
  ['equal values are one', '{"a": "\\u0041"}', '{"a": "A"}', '{"a": "\\u0041"}'],
  [
    'numbers no double holds stay',
    '{"a": 1152921504606846976}',
    '{"b": 1e400}',
    '{"a": 1152921504606846976, "b": 1e400}',
  ],
  [
    'keys of prototypes are keys',
    '{"__proto__": {"a": 1}}',
    '{"__proto__": {"b": 2}}',
    '{"__proto__": {"a": 1, "b": 2}}',
  ],
])('%s', (_, own, other, merged) => {
  expect(mergeFragment(agent(own), fragment(other))).toEqual({ ok: true, json: agent(merged) });
});

test.each([
  ['different values', '{"a": {"b": 1}}', '{"a": {"b": 2}}', 'a.b'],
  ['different kinds', '{"a": [1]}', '{"a": "1"}', 'a'],
  ['numbers that only a double takes for one', '{"a": 1152921504606846976}', '{"a": 1152921504606846977}', 'a'],
])('%s: a conflict with both places', (_, own, other, path) => {
  const merged = mergeFragment(agent(own), fragment(other));
  expect(merged).toMatchObject({ ok: false, conflicts: [{ path, lines: [3, 2] }] });
  expect(merged.ok || merged.reason).toBe(
    `Agent and fragment disagree on ${path} (line 3 of the agent, line 2 of the fragment).`,
  );
});

test('what is none of the two is refused', () => {
  expect(mergeFragment(agent('{}'), agent('{}'))).toMatchObject({ ok: false, conflicts: [] });
  expect(mergeFragment('{', fragment('{}'))).toMatchObject({ ok: false, conflicts: [] });
});
