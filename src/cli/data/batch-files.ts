// `dramatis data batch` and `talks`: lines of a user → a file for a batch engine; that file and what the engine answered → recorded talks. No model is asked
// here and nothing is sent: the engine is whoever runs it. Writes over nothing.
import { createReadStream, existsSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lines } from '../../base/lines.ts';
import { plainText } from '../../base/plain-text.ts';
import { UserError } from '../../base/user-error.ts';
import { type BatchRequest, batchLimits, batchRequests } from '../../data/batch/batch-requests.ts';
import { batchTalks, readAnswer } from '../../data/batch/batch-talks.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { fnv64 } from '../../lang/hash.ts';
import type { Persona } from '../../lang/persona.ts';
import { writeTalkFile } from '../../play/talk-file.ts';
import { exitCode, type Terminal } from '../command.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona } from '../load-persona.ts';

export interface BatchOut {
  readonly file: string;
  readonly lines: string;
  readonly model: string;
  readonly temperature: number | undefined;
  readonly maxTokens: number | undefined;
  readonly out: string | undefined;
}

/** Each line that is not blank is a message of the user. */
export async function writeBatch(wish: BatchOut, terminal: Terminal): Promise<number> {
  const path = resolve(terminal.cwd, wish.file);
  const { persona } = await loadPersona(path);
  const { model, temperature, maxTokens } = wish;
  const said: string[] = [];
  for await (const line of linesOf(wish.lines, terminal)) if (line.trim() !== '') said.push(line.trim());
  if (said.length === 0) throw new UserError('There is no line of a user in it.', 'One message a line.');
  if (said.length > batchLimits.requests)
    throw new UserError(
      `A batch takes at most ${batchLimits.requests} lines; these are ${said.length}.`,
      'Split them.',
    );
  const name = `${basename(path).replace(/\.persona$/iu, '')}-${fnv64(JSON.stringify([model, said])).slice(0, 8)}`;
  const request = batchRequests({
    persona,
    model,
    name,
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  });
  const bytes = Buffer.from(said.map((line, at) => `${JSON.stringify(request(line, at + 1))}\n`).join(''), 'utf8');
  if (bytes.length > batchLimits.bytes)
    throw new UserError('A batch takes at most 200 MB; this is more.', 'Take fewer lines.');
  const target = resolve(terminal.cwd, wish.out ?? `${name}.batch.jsonl`);
  await writeFileAtomically(target, bytes, { overwrite: false });
  terminal.out(`${relative(terminal.cwd, target) || target}: ${said.length} requests\n`);
  return exitCode.clean;
}

export interface BatchIn {
  readonly persona: Persona;
  readonly requests: string;
  /** Files of the engine: answers, and what could not be answered where that is a file of its own. */
  readonly answers: readonly string[];
  readonly out: string | undefined;
}

/** Where talks of a file of requests go, absolute. */
export function talksFile({ requests, out }: Pick<BatchIn, 'requests' | 'out'>, { cwd }: Terminal): string {
  return resolve(cwd, out ?? requests.replace(/(?:\.batch)?\.jsonl$/iu, '.talks.jsonl'));
}

/** Exit code 1 where a request has no reply: the others become talks all the same. */
export async function readBatch(wish: BatchIn, terminal: Terminal): Promise<number> {
  const asked = new Map<string, BatchRequest>();
  for await (const line of linesOf(wish.requests, terminal)) {
    if (line.trim() === '') continue;
    const request = requestOf(line);
    if (!request) throw new UserError(`${wish.requests} is no file of \`dramatis data batch\`.`);
    asked.set(request.custom_id, request);
  }
  const talkOf = batchTalks(wish.persona, await loadMeasures(), new Date().toISOString());
  const target = talksFile(wish, terminal);
  const folder = pathToFileURL(dirname(target)).href;
  const talks: string[] = [];
  const problems: string[] = [];
  for await (const line of linesOfAll(wish.answers, terminal)) {
    if (terminal.signal.aborted) return exitCode.unfinished;
    if (line.trim() === '') continue;
    const answer = readAnswer(line);
    const request = answer && asked.get(answer.id);
    if (!answer || !request) {
      problems.push(
        answer ? `${answer.id} was not asked for in this batch, or twice answered.` : 'A line is no answer.',
      );
      continue;
    }
    asked.delete(answer.id);
    const records = talkOf(request, answer);
    if (records) talks.push(writeTalkFile(records, folder));
    else problems.push(`${answer.id}: ${answer.why ?? 'no reply'}.`);
  }
  if (asked.size > 0) problems.push(`${asked.size} requests have no answer.`);
  if (talks.length > 0) await writeFileAtomically(target, talks.join(''), { overwrite: false });
  terminal.out(
    `${talks.length > 0 ? relative(terminal.cwd, target) || target : 'Nothing written'}: ${talks.length} talks\n`,
  );
  for (const problem of problems.slice(0, 20)) terminal.err(plainText(`${problem}\n`));
  return problems.length > 0 ? exitCode.findings : exitCode.clean;
}

/** A line of `dramatis data batch`; undefined: it is none. */
export function requestOf(line: string): BatchRequest | undefined {
  try {
    const value = JSON.parse(line) as Partial<BatchRequest> | null;
    const messages = value?.body?.messages;
    const sound =
      typeof value?.custom_id === 'string' &&
      typeof value.body?.model === 'string' &&
      Array.isArray(messages) &&
      messages.every((one) => typeof one?.role === 'string' && typeof one.content === 'string');
    return sound ? (value as BatchRequest) : undefined;
  } catch {
    return undefined;
  }
}

async function* linesOfAll(paths: readonly string[], terminal: Terminal): AsyncGenerator<string> {
  for (const path of paths) yield* linesOf(path, terminal);
}

function linesOf(path: string, terminal: Terminal): AsyncGenerator<string> {
  if (path === '-') return lines(terminal.input);
  const full = resolve(terminal.cwd, path);
  if (!existsSync(full)) throw new UserError(`There is no file ${path}.`);
  return lines(createReadStream(full, { encoding: 'utf8' }));
}
