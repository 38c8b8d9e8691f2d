// How often a server that keeps stopping is started again.
import { expect, test } from 'vitest';
import { RestartPolicy } from '../../src/host/restart-policy.ts';

test('five stops are forgiven, the sixth within the window is not', () => {
  const policy = new RestartPolicy({ times: 5, withinMs: 1000 });
  expect([0, 10, 20, 30, 40, 50].map((now) => policy.stopped(now))).toEqual([true, true, true, true, true, false]);
});

test('old stops are forgotten', () => {
  const policy = new RestartPolicy({ times: 1, withinMs: 1000 });
  expect(policy.stopped(0)).toBe(true);
  expect(policy.stopped(999)).toBe(false);
  expect(policy.stopped(3000)).toBe(true);
});

test('a restart by hand begins anew', () => {
  const policy = new RestartPolicy({ times: 1, withinMs: 1000 });
  policy.stopped(0);
  policy.reset();
  expect(policy.stopped(1)).toBe(true);
});
