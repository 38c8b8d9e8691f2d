// `dramatis judge FILE --talks PATH|-`: recorded talks in, one verdict line for each line read out, in order. Asks no model.
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { lines } from '../../base/lines.ts';
import { UserError } from '../../base/user-error.ts';
import { judge as judgeTalk } from '../../rules/judge.ts';
import { readRules } from '../../rules/rule-book.ts';
import type { Judgement } from '../../rules/verdict.ts';
import { type Command, exitCode } from '../command.ts';
import { readTalk } from '../judge-talk.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona } from '../load-persona.ts';
import { openProgress } from '../progress.ts';

export const judge: Command = {
  name: 'judge',
  summary: 'Judge recorded talks by the rules of a persona; no model is asked.',
  help: `
Usage: dramatis judge FILE --talks PATH|- [--fail-on broken]

Reads one talk a line as JSON: {"given":{…},"messages":[{"role","content"}…]}. Values of \`given\` are text, number,
list, map or null (not given). Messages of role \`assistant\` are the persona's, \`system\` ones are ignored.

Writes one JSON line for each line read, in the same order:
  {"invalid":false,"turns":[{"message":INDEX,"rules":{"RULE":"kept|broken|idle|unsure"}}…]}
\`invalid\` is true only where a user message breaks the declared form before any rule is broken; then \`at\` is its
index. A line that is not a talk yields {"error":"…"} in its place.

  --talks PATH     file of talks, or - for standard input
  --fail-on broken exit 1 where a rule is broken in any talk; else the exit code is 0 whatever the verdicts`,
  options: { talks: { type: 'string' }, 'fail-on': { type: 'string' } },
  async run({ positionals: [file, ...more], options }, terminal) {
    const { talks, 'fail-on': failOn } = options;
    if (file === undefined || more.length > 0) throw new UserError('judge takes one persona file.');
    if (typeof talks !== 'string') throw new UserError('judge needs --talks PATH, or --talks - for standard input.');
    if (failOn !== undefined && failOn !== 'broken') throw new UserError('--fail-on takes `broken`.');
    const { persona } = await loadPersona(resolve(terminal.cwd, file));
    const book = readRules(persona);
    const measures = await loadMeasures();
    const pieces =
      talks === '-' ? terminal.input : createReadStream(resolve(terminal.cwd, talks), { encoding: 'utf8' });
    const progress = openProgress(terminal, 'talks judged');
    let broken = false;
    try {
      for await (const line of lines(pieces)) {
        if (terminal.signal.aborted) return exitCode.unfinished;
        const talk = readTalk(line);
        if ('error' in talk) {
          terminal.out(`${JSON.stringify({ error: talk.error })}\n`);
        } else {
          const judgement = judgeTalk(book, talk.messages, { values: talk.given, measures });
          broken ||= judgement.turns.some((turn) => turn.verdicts.some((v) => v.state === 'broken'));
          terminal.out(`${JSON.stringify(answer(judgement))}\n`);
        }
        progress.step();
      }
    } catch (error) {
      if (isMissing(error)) throw new UserError(`There is no file ${talks}.`);
      throw error;
    } finally {
      progress.close();
    }
    return broken && failOn === 'broken' ? exitCode.findings : exitCode.clean;
  },
};

function answer(judgement: Judgement): object {
  const turns = judgement.turns.map((turn) => ({
    message: turn.message,
    rules: Object.fromEntries(turn.verdicts.map((v) => [v.rule, v.state])),
  }));
  return judgement.invalid ? { invalid: true, at: judgement.at, turns } : { invalid: false, turns };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR');
}
