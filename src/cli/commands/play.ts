// `dramatis play FILE`: talk with a persona; a line is a message. Piped, each line of standard input is one.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UserError } from '../../base/user-error.ts';
import { writeFileAtomically } from '../../disk/write-file-atomically.ts';
import { memoryTalkStore } from '../../play/memory-talk-store.ts';
import { recorder } from '../../play/recorder.ts';
import { newSession } from '../../play/session.ts';
import { writeTalkFile } from '../../play/talk-file.ts';
import type { TraceRecord } from '../../play/trace.ts';
import { readRules } from '../../rules/rule-book.ts';
import { chooseModel, confirmedOrigins } from '../choose-model.ts';
import { type Command, exitCode } from '../command.ts';
import { continueTalk } from '../continue-talk.ts';
import { keyVariableOf } from '../curl-line.ts';
import { interviewInTerminal } from '../interview-in-terminal.ts';
import { lineReader } from '../line-reader.ts';
import { loadMeasures } from '../load-measures.ts';
import { loadPersona } from '../load-persona.ts';
import { fileKeeper } from '../memory-in-terminal.ts';
import { interviewHelp, interviewOptions, readInterview } from '../read-interview.ts';
import { readLibrary } from '../read-library.ts';
import { continuedScene, readScene, sceneHelp, sceneOptions } from '../read-scene.ts';
import { sceneInTerminal } from '../scene-in-terminal.ts';
import { talkInTerminal } from '../talk-in-terminal.ts';

export const play: Command = {
  name: 'play',
  summary: 'Talk with a persona; the offline understudy answers unless a model is named.',
  help: `
Usage: dramatis play FILE [--continue TALK] [--model NAME] [--keep PATH]
       dramatis play FILE --user NAME [--model NAME]
       dramatis play FILE --strategies LIBRARY [--model NAME]
       dramatis play FILE --scene TITLE [--as NAME] [--model NAME] [--keep PATH]
       dramatis play FILE --interview N [--asker FILE] [--seed TEXT] [--model NAME] [--keep PATH]

Each line is a message; an empty line is passed over. Behind each reply stands which rules it kept and broke.
  /retry  asks again      /sent   shows what was sent      /quit   ends, as Ctrl-D does
  /context  shows what of the talk went in      /forget  clears its memory      /end  ends the session and remembers
  /curl   shows the last request as a command line, without the key; /curl powershell for that shell
A line entered while the persona speaks interrupts it: what was said stays, and your line follows. Piped lines wait.
Ctrl-C stops a reply; between replies it ends the talk.

  --model NAME         \`understudy\` or an endpoint of dramatis.json (default: its \`model\`, else the understudy).
                       The key is read from the environment variable that the endpoint names as \`keyFrom\`.
  --allow-origin URL   say yes beforehand to an endpoint's address, where nobody can be asked
  --strategies FILE    give each reply the approved strategies of a library (NAME.strategies) that fit what was said
  --user NAME          who you are: a persona with \`partners: yes\` remembers you in NAME.memories.jsonl beside it
  --continue TALK      go on with a kept talk (NAME.talk.jsonl), its scene with the seat it had, or a JSON list of messages;
                       the file stays as it is
  --keep PATH          write the talk to PATH (NAME.talk.jsonl beside the persona is judged by lint); never overwrites

${sceneHelp}

${interviewHelp}

Exit code: 0, or 3 where a reply failed or the interview or the scene was stopped.`,
  options: {
    model: { type: 'string' },
    'allow-origin': { type: 'string' },
    keep: { type: 'string' },
    strategies: { type: 'string' },
    user: { type: 'string' },
    continue: { type: 'string' },
    ...interviewOptions,
    ...sceneOptions,
  },
  async run({ positionals: [file, ...more], options }, terminal) {
    if (file === undefined || more.length > 0) throw new UserError('play takes one persona file.');
    const { persona, config } = await loadPersona(resolve(terminal.cwd, file));
    const {
      model: name,
      'allow-origin': allowed,
      keep,
      user,
      continue: before,
      strategies: libraryPath,
    } = options as Record<string, string | undefined>;
    const keepAt = keep === undefined ? undefined : resolve(terminal.cwd, keep);
    // Said before the talk, not after it, when it would be lost.
    if (keepAt !== undefined && existsSync(keepAt))
      throw new UserError(`${keepAt} is there already.`, 'Name another file.');
    const book = readRules(persona);
    const measures = await loadMeasures();
    const input = lineReader(terminal);
    const confirm = terminal.interactive ? (question: string) => input.confirm(question) : undefined;
    const confirmed = confirmedOrigins(allowed === undefined ? [] : [allowed]);
    const choice = { name, confirmed, config, measures, confirm };
    const interview = await readInterview(persona, { options }, choice, terminal);
    const scene = await readScene(persona, { options }, choice, terminal);
    if (scene && interview) throw new UserError('A scene has a schedule of its own: --scene or --interview, not both.');
    if (scene && before !== undefined) throw new UserError('A scene begins anew: --scene or --continue, not both.');
    const earlier = before === undefined ? undefined : await continueTalk(before, persona, book, terminal);
    const played = earlier?.state.scene;
    if (played && interview)
      throw new UserError('This talk plays a scene, which has a schedule of its own: no --interview.');
    const goesOn = played ? await continuedScene(played, choice, terminal) : scene;
    const model = await chooseModel({ ...choice, book }, terminal);
    const named = user?.trim() ? { user: user.trim() } : {};
    const begun = () => newSession(randomUUID(), persona, book, { ...(scene ? { scene: scene.setup } : {}), ...named });
    const state = earlier ? { ...earlier.state, ...named } : begun();
    const store = memoryTalkStore();
    const clock = { now: () => Date.now() };
    const header = { id: state.id, persona: persona.name, personaUri: persona.uri, personaHash: state.hash };
    if (earlier) await store.append(state.id, earlier.records);
    const trace = recorder(header, { store, clock }, earlier?.state.requests);
    const budget = config.promptBudget === undefined ? {} : { budget: config.promptBudget };
    const strategies = libraryPath === undefined ? {} : { strategies: await readLibrary(libraryPath, model, terminal) };
    if (libraryPath !== undefined && (goesOn || interview))
      throw new UserError('Strategies are for a talk of two: no --scene and no --interview with --strategies.');
    const memories = fileKeeper(resolve(terminal.cwd, file));
    const deps = { model, memories, measures, clock, ids: randomUUID, recorder: trace, ...budget, ...strategies };
    const endpoint = config.endpoints.find((one) => one.name === (name ?? config.model));
    const talk = () => {
      if (goesOn) return sceneInTerminal(state, goesOn, deps, input, terminal);
      if (interview) return interviewInTerminal(state, interview, deps, terminal);
      return talkInTerminal(state, deps, input, terminal, keyVariableOf(endpoint, terminal.env));
    };
    const ended = await talk();
    await trace.flush();
    if (keepAt !== undefined) await keepTalk(keepAt, await store.read(state.id));
    return ended.failed ? exitCode.unfinished : exitCode.clean;
  },
};

async function keepTalk(path: string, records: readonly TraceRecord[]): Promise<void> {
  const text = writeTalkFile(records, pathToFileURL(dirname(path)).href);
  await writeFileAtomically(path, text, { overwrite: false });
}
