// Properties are tried on the same arbitrary values in every run, so that a red run is about the change and not about chance.
// `LAW_SEED=7` tries others; `LAW_RUNS=5000` tries more of them in the laws of the language.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['LAW_SEED'] ?? 20261123) });
