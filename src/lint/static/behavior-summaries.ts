// One line about each finding that only a model's answers can bring up. They are found by `lint/behavior`; here they are known by name,
// so that comments may ignore them and reports can say what they are.

export const behaviorSummaries = {
  'broken-rule': 'A rule that a model broke when it was probed.',
  'failed-probe': 'A probe of the persona as a whole that a model did not pass.',
} as const satisfies Readonly<Record<string, string>>;

/** Whether a finding of this code comes from asking a model. */
export function isBehaviorCode(code: string): code is keyof typeof behaviorSummaries {
  return Object.hasOwn(behaviorSummaries, code);
}
