// Says what a run will cost before anything is asked, and asks where it may go over the usual bound and somebody is there to answer.
import type { Estimate, Span } from '../suite/estimate.ts';
import type { Terminal } from './command.ts';
import { defaultRequests, type SuiteOptions } from './suite-options.ts';

export interface CostQuestion {
  readonly estimate: Estimate;
  readonly options: Pick<SuiteOptions, 'requests' | 'cache'>;
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/** @returns how many requests may be asked; undefined where the user said no. Says nothing where nothing will be asked. */
export async function confirmCost(
  { estimate, options, confirm }: CostQuestion,
  terminal: Pick<Terminal, 'err'>,
): Promise<number | undefined> {
  const { requests } = estimate;
  if (requests.most === 0) return options.requests ?? defaultRequests;
  terminal.err(
    `estimate: ${estimateText(estimate)}${options.cache === undefined ? '' : ', less what the cache holds'}\n`,
  );
  if (options.requests !== undefined) return options.requests;
  if (requests.most <= defaultRequests) return defaultRequests;
  if (confirm)
    return (await confirm(`That may be more than ${defaultRequests} requests. Go on?`)) ? requests.most : undefined;
  terminal.err(`At most ${defaultRequests} are asked; --budget N allows more.\n`);
  return defaultRequests;
}

/** `12–18 requests (0–6 to the judge), about 8000–30000 tokens`. */
export function estimateText({ requests, judgeRequests, tokens, counted }: Estimate): string {
  const judge = judgeRequests.most > 0 ? ` (${spanText(judgeRequests)} to the judge)` : '';
  const unit = requests.most === 1 ? 'request' : 'requests';
  return `${spanText(requests)} ${unit}${judge}, ${counted ? '' : 'very roughly '}${spanText(tokens)} tokens`;
}

function spanText({ least, most }: Span): string {
  return least === most ? String(most) : `${least}–${most}`;
}
