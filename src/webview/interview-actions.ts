// What a person can do about an interview. In: the channel. Out: questions to the host; stopping is the panel's own *stop*.
import type { ActionDeps } from './actions.ts';

export interface InterviewActions {
  /** The host asks who, and how many lines. */
  interview(): void;
  askAsUser(): void;
  closeInterview(): void;
}

/** Binds them. */
export function interviewActions({ change, ask, focusComposer }: ActionDeps): InterviewActions {
  const refused = (error: unknown) =>
    change({ type: 'lost', why: error instanceof Error ? error.message : String(error) });
  return {
    interview: () => void ask('interview', undefined).catch(refused),
    askAsUser: () => void ask('askAsUser', undefined).catch(refused),
    closeInterview() {
      change({ type: 'interview closed' });
      focusComposer();
    },
  };
}
