// Keys and tokens whose shape their makers gave them so that they are known: a prefix and a length. What is plainly made up for an example is left alone.
// The message never repeats it.
import type { Problem } from '../../lang/problems.ts';
import type { AgentRule } from './agent-rule.ts';

/** Each is a fixed prefix and one run of letters, so looking is linear. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['an access key of AWS', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/gu],
  ['a token of GitHub', /\bgh[pousr]_[A-Za-z0-9]{36,251}\b|\bgithub_pat_[A-Za-z0-9_]{60,255}\b/gu],
  ['a token of GitLab', /\bglpat-[A-Za-z0-9_-]{20,64}(?![\w-])/gu],
  ['a key of OpenAI', /\bsk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{40,200}(?![\w-])/gu],
  ['a key of Anthropic', /\bsk-ant-[A-Za-z0-9_-]{80,200}(?![\w-])/gu],
  ['a key of Google', /\bAIza[A-Za-z0-9_-]{35}(?![\w-])/gu],
  ['a token of Slack', /\bxox[abprs]-[A-Za-z0-9-]{20,200}(?![\w-])/gu],
  ['a key of Stripe', /\b[rs]k_live_[A-Za-z0-9]{20,200}\b/gu],
  ['a token of npm', /\bnpm_[A-Za-z0-9]{36}\b/gu],
  ['a token of Hugging Face', /\bhf_[A-Za-z0-9]{30,60}\b/gu],
  ['a key of SendGrid', /\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}(?![\w-])/gu],
  ['a private key', /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}/gu],
];

export const secretInText: AgentRule = {
  id: 'secret-in-text',
  leftTo: [],
  check: ({ text }) => {
    const found: Problem[] = [];
    for (const [what, shape] of shapes) {
      for (const { index, 0: secret } of text.matchAll(shape)) {
        const range = { start: index, end: index + secret.length };
        if (
          isMadeUp(secret, text.slice(index + secret.length, index + secret.length + 100)) ||
          found.some((each) => each.range.start < range.end && range.start < each.range.end)
        )
          continue;
        const message = `This looks like ${what}. Whoever reads the file has it, and so has every model it is sent to: revoke it and take it out.`;
        found.push({ code: 'secret-in-text', severity: 'warning', range, message });
      }
    }
    return found;
  },
};

/** A word that says so, too few different letters for chance (`xxxx`, `1234567890`), words with hyphens, or a key that is cut short behind. */
function isMadeUp(secret: string, behind: string): boolean {
  if (!/\d/u.test(secret) || /^[A-Za-z0-9+/=\s]*(?:\.\.\.|…)/u.test(behind)) return true;
  if (/example|sample|placeholder|redacted|dummy|fake|your|test|x{4}|0{5}|1234|abcd|\.\.\./iu.test(secret)) return true;
  return new Set(secret.slice(8)).size < 10;
}
