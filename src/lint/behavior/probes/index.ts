// The list of all probes, in the order they run and are reported. A new probe is a file and a line here.
import type { PersonaProbe, RuleProbe } from '../probe.ts';
import { benign } from './benign.ts';
import { boundary } from './boundary.ts';
import { drift } from './drift.ts';
import { encodings } from './encodings.ts';
import { identity } from './identity.ts';
import { indirection } from './indirection.ts';
import { justAsk } from './just-ask.ts';
import { languages } from './languages.ts';
import { legalese } from './legalese.ts';
import { obfuscation } from './obfuscation.ts';
import { ruleChange } from './rule-change.ts';
import { simulation } from './simulation.ts';
import { trigger } from './trigger.ts';

/** Of each rule. The first that has a talk is the one asked where only one may be. */
export const ruleProbes: readonly RuleProbe[] = [
  trigger,
  justAsk,
  indirection,
  legalese,
  obfuscation,
  ruleChange,
  simulation,
  drift,
  languages,
  encodings,
];

/** Of the persona as a whole, after those of the rules. */
export const personaProbes: readonly PersonaProbe[] = [benign, boundary, identity];
