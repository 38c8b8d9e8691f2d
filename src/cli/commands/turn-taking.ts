// `dramatis turn-taking FILE`: how well a persona and a model tell interruptions from noise. Each event of a labelled script is a talk of its
// own, in imagined time. Asks the model named, and says before how often at most.
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { plainText as plain } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import type { Persona } from '../../lang/persona.ts';
import { newSession } from '../../play/session.ts';
import { type LabelledEvent, scriptFor } from '../../play/turns/event-script.ts';
import { turnSettings } from '../../play/turns/turn-settings.ts';
import { mostRequests, type Trial, type TurnTakingReport, testTurnTaking } from '../../play/turns/turn-taking-test.ts';
import { readRules } from '../../rules/rule-book.ts';
import { chooseModel, confirmedOrigins } from '../choose-model.ts';
import { type Command, exitCode } from '../command.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona, readText } from '../load-persona.ts';

const opening = 'Tell me all you can about yourself, and take your time.';

export const turnTaking: Command = {
  name: 'turn-taking',
  summary: 'Measure how well a persona tells interruptions from noise while it speaks.',
  help: `
Usage: dramatis turn-taking FILE --model NAME [--script PATH] [--opening TEXT] [--json]

While the persona speaks, each event of a script happens in a talk of its own, in imagined time: text stands in for speech.
Precision, recall and F1 (stopped more than one slice after the first word counts as missed), latency, and drift: how far the
persona's words changed where it was rightly not stopped. How turns are taken is the file's \`turns\` block.

  --model NAME         \`understudy\` or an endpoint of dramatis.json (default: its \`model\`, else the understudy)
  --allow-origin URL   say yes beforehand to an endpoint's address, where nobody can be asked
  --script PATH        a JSON list of {"at": milliseconds, "text": "…", "interrupts": true}; default: made from the file
  --opening TEXT       what the user says first; the answer has to be long
  --json               the report as JSON

Exit code: 0, or 3 where the model failed or Ctrl-C ended it.`,
  options: {
    model: { type: 'string' },
    'allow-origin': { type: 'string' },
    script: { type: 'string' },
    opening: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ positionals: [file, ...more], options }, terminal) {
    if (file === undefined || more.length > 0) throw new UserError('turn-taking takes one persona file.');
    const { model: name, 'allow-origin': allowed, script: path } = options as Record<string, string | undefined>;
    const { persona, config } = await loadPersona(resolve(terminal.cwd, file));
    const book = readRules(persona);
    const measures = await loadMeasures();
    const settings = turnSettings(persona);
    const script =
      path === undefined
        ? scriptFor(settings, linesOf(persona))
        : readScript(await readText(resolve(terminal.cwd, path)), path);
    const test = { script, settings, opening: typeof options['opening'] === 'string' ? options['opening'] : opening };
    const input = lineReader(terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const confirmed = confirmedOrigins(allowed === undefined ? [] : [allowed]);
    const model = await chooseModel({ name, confirmed, config, book, measures, confirm }, terminal);
    const label = plain(model.identity.label);
    terminal.err(`${script.length} events, at most ${mostRequests(test)} requests to ${label}\n`);
    const clock = { now: () => Date.now() };
    const deps = { model, measures, clock, ids: randomUUID };
    for await (const event of testTurnTaking(newSession(randomUUID(), persona, book), test, deps, terminal.signal)) {
      if (event.type === 'report') {
        const text = options['json']
          ? JSON.stringify(asJson(event.report, label), undefined, 2)
          : summary(event.report);
        terminal.out(`${text}\n`);
        if (event.report.failure === undefined) return exitCode.clean;
        terminal.err(`${plain(event.report.failure)}\n`);
      } else if (!options['json']) terminal.out(`${lineOf(event.trial)}\n`);
    }
    return exitCode.unfinished;
  },
};

/** What the author expects users to say. */
function linesOf({ examples, tests }: Persona): string[] {
  const lines = [...examples, ...tests].flatMap((dialogue) =>
    dialogue.lines.flatMap(({ speaker, text }) => (speaker === 'user' ? [text.value.trim()] : [])),
  );
  return [...new Set(lines)].slice(0, 3);
}

function readScript(text: string, path: string): LabelledEvent[] {
  const wrong = () => new UserError(`${path} is no script: a JSON list of {"at", "text", "interrupts"}.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (!Array.isArray(value) || !value.every(isEvent)) throw wrong();
  return value;
}

function isEvent(value: unknown): value is LabelledEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { at, text, interrupts } = value as Record<string, unknown>;
  return Number.isFinite(at) && (at as number) >= 0 && typeof text === 'string' && typeof interrupts === 'boolean';
}

function lineOf({ event, outcome, latency }: Trial): string {
  return `${outcome}: ${plain(event.text)}${latency === undefined ? '' : ` (after ${latency} ms)`}`;
}

function summary(report: TurnTakingReport): string {
  const { tp, fp, fn, rightlyIgnored, precision, recall, f1, latency, drift, requests, settings } = report;
  const within = report.spokeWithin.map(({ k, share: of }) => `@${k} ${of?.toFixed(2) ?? 'unknown'}`).join(', ');
  const share = (value: number | undefined) => value?.toFixed(6) ?? 'nothing to count';
  return [
    `interrupt on ${settings.interruptOn}, ${settings.wiring} wiring, slices of ${settings.slice} ms; text only`,
    `hits ${tp}, false alarms ${fp}, missed ${fn}, rightly ignored ${rightlyIgnored}`,
    `precision ${share(precision)}, recall ${share(recall)}, F1 ${share(f1)}`,
    `spoke within so many slices ${within}`,
    `latency ${latency === undefined ? 'unknown' : `${Math.round(latency)} ms`}, drift ${drift?.toFixed(3) ?? 'unknown'}, ${requests} requests`,
  ].join('\n');
}

function asJson({ trials, ...report }: TurnTakingReport, model: string): object {
  return { version: 1, model, ...report, trials: trials.map(({ slices: _slices, ...trial }) => trial) };
}
