// `dramatis data send`: a file of `dramatis data batch` to the Batch endpoint of a provider, waited for, brought back as recorded talks. What was sent is written down beside the
// talks, so that the same command goes on waiting and nothing is paid for twice. Says how much goes where before it goes.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { type BatchReceipt, runBatch } from '../../data/batch/run-batch.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { fnv64 } from '../../lang/hash.ts';
import type { BatchEngine, BatchStatus } from '../../model/batch-port.ts';
import { originOf } from '../../model/origin-policy.ts';
import { systemClock } from '../../model/providers/system-clock.ts';
import { confirmOrigin, endpointNamed } from '../choose-model.ts';
import { exitCode, type Terminal } from '../command.ts';
import { keyOf } from '../key-of.ts';
import { lineReader } from '../line-reader.ts';
import { loadPersona } from '../load-persona.ts';
import { openStatus } from '../status.ts';
import { defaultRequests } from '../suite-options.ts';
import { readBatch, talksFile } from './batch-files.ts';
import { fetchAnswers, told } from './fetch-answers.ts';
import { readReceipt, readRequests } from './sent-batch.ts';

export interface BatchSend {
  readonly file: string;
  readonly requests: string;
  /** An endpoint of dramatis.json; undefined: its `model`. */
  readonly model: string | undefined;
  readonly out: string | undefined;
  readonly confirmed: Set<string>;
  /** Requests that may go without another question. */
  readonly budget: number | undefined;
  readonly cancel: boolean;
  /** Forgets what was sent under this name. */
  readonly restart: boolean;
}

/** Exit code 1 where a request has no reply, 3 where it was stopped or the engine cannot be reached: the same command then goes on. */
export async function sendBatch(wish: BatchSend, terminal: Terminal): Promise<number> {
  const { persona, config } = await loadPersona(resolve(terminal.cwd, wish.file));
  const endpoint = endpointNamed(wish.model ?? config.model ?? 'understudy', config);
  const origin = originOf(endpoint.url) ?? endpoint.url;
  const { bytes, count, models } = await readRequests(wish.requests, terminal);
  const shown = (path: string) => relative(terminal.cwd, path) || path;
  const talks = talksFile(wish, terminal);
  const stem = talks.replace(/(?:\.talks?)?\.jsonl$/iu, '');
  const paths = { sent: `${stem}.sent.json`, output: `${stem}.output.jsonl`, errors: `${stem}.errors.jsonl` };
  // Known before anything is paid for.
  if (existsSync(talks)) throw new UserError(`${shown(talks)} is there already.`, 'Name another file with --out.');
  const due = { version: 1, origin, hash: fnv64(bytes.toString('utf8')), count } as const;
  const earlier = wish.restart ? undefined : await readReceipt(paths.sent, due, shown(paths.sent));
  if (wish.restart) for (const path of Object.values(paths)) await rm(path, { force: true });
  if (wish.cancel && earlier?.batch === undefined && !earlier?.asked)
    throw new UserError('No batch of these requests is under way.');

  const input = lineReader(terminal);
  const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
  const what = `${count} ${count === 1 ? 'request' : 'requests'} for ${models.join(', ')}`;
  terminal.err(plainText(earlier ? `Sent before: ${what}.\n` : `To be sent: ${what}, as one batch.\n`));
  if (!earlier && count > (wish.budget ?? defaultRequests)) {
    const more = `That is more than ${wish.budget ?? defaultRequests} requests.`;
    if (!confirm) throw new UserError(more, `--budget ${count} allows them.`);
    if (!(await confirm(`${more} Go on?`))) return exitCode.unfinished;
  }
  const key = keyOf(endpoint, terminal.env);
  const allowed = await confirmOrigin(endpoint, key, { confirmed: wish.confirmed, confirm, what: 'this batch' });
  if (key !== undefined) terminal.err(`The key in ${endpoint.keyFrom} goes to ${allowed}, and nowhere else.\n`);
  const { openAiBatches } = await import('../../model/providers/openai/batches.ts');
  const engine = openAiBatches({ endpoint, key, clock: systemClock });

  let isNew = earlier === undefined;
  const keep = async (receipt: BatchReceipt) => {
    await writeFileAtomically(paths.sent, `${JSON.stringify({ ...due, ...receipt }, null, 2)}\n`, {
      overwrite: !isNew,
    });
    isNew = false;
  };
  const status = openStatus(terminal);
  try {
    const upload = { bytes, name: basename(wish.requests) };
    const run = { engine, clock: systemClock, upload, receipt: earlier ?? {}, keep, cancel: wish.cancel };
    const ended = await told(runBatch(run, terminal.signal), engine, { status, terminal });
    if (ended.end !== 'ended') {
      if (ended.end === 'failed') terminal.err(plainText(`${ended.failure.message}\n`));
      terminal.err(goingOn(engine, !isNew, ended.end === 'failed' && ended.unsure));
      return exitCode.unfinished;
    }
    const found = await fetchAnswers(ended.status, paths, engine, { status, terminal });
    if (found === undefined) {
      terminal.err('The answers are not all here. The same command fetches the rest.\n');
      return exitCode.unfinished;
    }
    status.clear();
    const { word, problems } = ended.status;
    if (word !== 'completed') terminal.err(endings[word]?.(engine.host) ?? '');
    for (const problem of problems.slice(0, 20)) terminal.err(plainText(`${problem}\n`));
    if (found.length === 0) {
      terminal.err(`Nothing was answered. ${shown(paths.sent)} says what was sent; --restart sends it anew.\n`);
      return exitCode.findings;
    }
    const code = await readBatch({ ...wish, persona, answers: found, out: talks }, terminal);
    return word === 'completed' ? code : exitCode.findings;
  } finally {
    status.clear();
  }
}

const endings: Readonly<Partial<Record<BatchStatus['word'], (host: string) => string>>> = {
  failed: (host) => `${host} could not take the batch.\n`,
  expired: (host) => `${host} did not answer all of it in time. What was answered is used.\n`,
  cancelled: () => 'The batch was cancelled. What was answered until then is used.\n',
};

function goingOn({ host }: BatchEngine, sent: boolean, unsure: boolean): string {
  if (unsure)
    return `Whether ${host} has begun the batch is not known. The same command looks for it before it sends anything.\n`;
  return sent
    ? `What was sent stays at ${host}. The same command goes on; with --cancel it cancels the batch.\n`
    : 'Nothing was sent.\n';
}
