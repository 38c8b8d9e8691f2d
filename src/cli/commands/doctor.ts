// `dramatis doctor`: why a model does not answer, from the settings to the streamed word, each line with the one thing to do.
import { resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import type { Endpoint } from '../../config/config.ts';
import type { Check } from '../../model/doctor/check.ts';
import { checkEndpoint, type EndpointPatient, type HowMuch, requestsOf } from '../../model/doctor/check-endpoint.ts';
import { isWell, type ReportSection, textReport } from '../../model/doctor/report.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import { confirmedOrigins, confirmOrigin } from '../choose-model.ts';
import { painter } from '../colour.ts';
import { type Command, exitCode, type Terminal } from '../command.ts';
import { checksHere } from '../doctor-here.ts';
import { keyOf } from '../key-of.ts';
import { lineReader } from '../line-reader.ts';
import { contextOf } from '../load-persona.ts';
import { keepModelList } from '../model-lists.ts';
import { openStatus } from '../status.ts';

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look for what keeps a model from answering, and say what to do.',
  help: `
Usage: dramatis doctor [PATH] [--model NAME] [--abilities] [--ask-nothing] [--format text|json]

Looks over the settings that hold at PATH (default: here) and the endpoint they choose: address, key, list of models, a short reply,
a streamed one. Asks at most ${requestsOf('replies')} requests of a few tokens. No key and no talk is in the report.
The list of models is kept for \`dramatis lint\`, which tells of a model that ends.

  --model NAME         an endpoint of dramatis.json (default: its \`model\`)
  --allow-origin URL   say yes beforehand to the endpoint's address, where nobody can be asked
  --abilities          ask what the endpoint can do beyond plain chat, too: ${requestsOf('abilities')} requests in all
  --ask-nothing        send nothing
  --format json        for programs

Exit code: 0, or 1 where something is wrong.`,
  options: {
    model: { type: 'string' },
    'allow-origin': { type: 'string', multiple: true },
    abilities: { type: 'boolean' },
    'ask-nothing': { type: 'boolean' },
    format: { type: 'string' },
  },
  async run({ positionals: [path = '.', ...more], options }, terminal) {
    if (more.length > 0) throw new UserError('doctor takes one path at most.');
    const { format = 'text', model } = options as { readonly format?: string; readonly model?: string };
    if (format !== 'text' && format !== 'json') throw new UserError('--format takes text or json.');
    const place = resolve(terminal.cwd, path);
    const context = contextOf(place.endsWith('.persona') ? place : resolve(place, 'any.persona'));
    const name = model ?? context.config.model;
    const endpoint = context.config.endpoints.find((one) => one.name === name);
    const sections: ReportSection[] = [{ title: 'Here', checks: await checksHere(context, model, terminal.env) }];
    if (endpoint) {
      const howMuch: HowMuch = options['ask-nothing'] ? 'nothing' : options['abilities'] ? 'abilities' : 'replies';
      const confirmed = confirmedOrigins((options['allow-origin'] as readonly string[] | undefined) ?? []);
      sections.push({
        title: `The endpoint “${endpoint.name}”`,
        checks: await look(endpoint, howMuch, confirmed, terminal),
      });
    }
    const paint = painter(terminal.colours);
    const colours = { ok: 'green', warning: 'yellow', wrong: 'red' } as const;
    terminal.out(
      format === 'json'
        ? `${JSON.stringify({ version: 1, well: isWell(sections), sections }, undefined, 2)}\n`
        : textReport(plain(sections), (state, text) => paint(colours[state], text)),
    );
    if (terminal.signal.aborted) return exitCode.unfinished;
    return isWell(sections) ? exitCode.clean : exitCode.findings;
  },
};

async function look(
  endpoint: Endpoint,
  wanted: HowMuch,
  confirmed: Set<string>,
  terminal: Terminal,
): Promise<readonly Check[]> {
  const key = keyOf(endpoint, terminal.env);
  const checks: Check[] = [];
  let howMuch = wanted;
  if (howMuch !== 'nothing') {
    const confirm = terminal.interactive ? (question: string) => lineReader(terminal).confirm(question) : undefined;
    try {
      await confirmOrigin(endpoint, key, { confirmed, confirm, what: 'a few short questions' });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      howMuch = 'nothing';
      checks.push({
        id: 'asked',
        state: 'warning',
        what: 'Asked',
        says: `Nothing was. ${error.message}`,
        ...todo(error),
      });
    }
  }
  const status = openStatus(terminal);
  status.show(`asking ${endpoint.name} …`);
  let list: Parameters<NonNullable<EndpointPatient['listed']>>[0] | undefined;
  const patient: EndpointPatient = {
    endpoint,
    key,
    clock: systemClock,
    howMuch,
    listed(given) {
      list = given;
    },
  };
  for await (const check of checkEndpoint(patient, terminal.signal)) {
    checks.push(check);
    status.show(`${check.what}: ${check.says}`);
  }
  status.clear();
  if (list) await keepOrTell(endpoint.url, list, terminal);
  return checks;
}

/** A folder that cannot be written to keeps nobody from the report. */
async function keepOrTell(url: string, list: Parameters<typeof keepModelList>[2], terminal: Terminal): Promise<void> {
  try {
    await keepModelList(terminal.env, url, list);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    terminal.err(`The list of models was not kept. ${plainText(error.message)}\n`);
  }
}

function todo({ action }: UserError): { todo?: string } {
  return action === undefined ? {} : { todo: action };
}

/** What servers and files say must not move the cursor. */
function plain(sections: readonly ReportSection[]): ReportSection[] {
  return sections.map(({ title, checks }) => ({
    title: plainText(title),
    checks: checks.map((check) => ({
      ...check,
      says: plainText(check.says),
      ...(check.todo === undefined ? {} : { todo: plainText(check.todo) }),
    })),
  }));
}
