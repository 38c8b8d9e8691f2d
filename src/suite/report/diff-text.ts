// A comparison of two runs as text and as plain JSON values: what changed its verdict, worst first. Colours come in as a function.
import type { BehaviourChange, BehaviourDiff } from '../compare-results.ts';
import { howAsked, shareOf } from './file-run.ts';
import type { Style } from './text.ts';
import { visible } from './visible.ts';

const colours = { worse: 'red', better: 'green', other: 'yellow' } as const;

/** One line a change with its reason under it, and a line that counts. Ends with LF. */
export function diffText(diff: BehaviourDiff, style: Style): string {
  const out: string[] = [];
  for (const each of diff.changes) {
    const { before, now, change } = each;
    const states = `${stateText(before)} → ${stateText(now)}`;
    out.push(`  ${style(colours[change], change.padEnd(6))}  ${visible(each.case.id, 120)}  ${states}`);
    const why = now.why || before.why;
    if (why !== '') out.push(`          ${style('dim', `${now.why === '' ? 'before: ' : ''}${visible(why)}`)}`);
    out.push(`          ${style('dim', `[${visible(howAsked(now))}]`)}`);
  }
  for (const { case: one, before, now } of diff.notCompared) {
    const undone = before?.state === 'unfinished' ? before : now;
    out.push(`  ${style('yellow', 'undone')}  ${visible(one.id, 120)}  ${visible(undone.why)}`);
  }
  out.push(`  ${countText(diff)}`);
  return `${out.join('\n')}\n`;
}

/** `{changes: [{id, change, before: {state, why, passed, failed}, now: {…}}], same, notCompared: [id]}`. */
export function diffJson({ changes, same, notCompared }: BehaviourDiff): object {
  const side = ({ state, why, passed, failed }: BehaviourChange['now']) => ({ state, why, passed, failed });
  return {
    changes: changes.map((each) => ({
      id: each.case.id,
      change: each.change,
      before: side(each.before),
      now: side(each.now),
    })),
    same,
    notCompared: notCompared.map((each) => each.case.id),
  };
}

function countText({ changes, same, notCompared }: BehaviourDiff): string {
  const count = (change: BehaviourChange['change']) => changes.filter((each) => each.change === change).length;
  const parts = [
    [count('worse'), 'worse'],
    [count('better'), 'better'],
    [count('other'), 'changed otherwise'],
    [same, 'the same'],
    [notCompared.length, 'not compared'],
  ] as const;
  const said = parts.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`);
  return said.length > 0 ? said.join(', ') : 'nothing to compare: there is no test here';
}

function stateText(result: BehaviourChange['now']): string {
  const share = shareOf(result);
  return share === '' ? result.state : `${result.state} (${result.passed} of ${result.passed + result.failed})`;
}
