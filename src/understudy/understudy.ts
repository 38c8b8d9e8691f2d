// The offline performer: answers from what the persona file says and keeps its checkable rules where that can be done. It is
// not a language model and is labelled as what it is. Same file, same talk, same words: no network, no chance, no clock.
import { valuesOf } from '../lang/compile/context.ts';
import { compile } from '../lang/compile.ts';
import type { Measures } from '../lang/measures.ts';
import type { Persona } from '../lang/persona.ts';
import type { Prompt } from '../lang/prompt.ts';
import type { Values } from '../lang/value.ts';
import { type ChatModel, type ChatRequest, type ModelEvent, type ModelIdentity, plainChat } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import { chooseReply } from '../rules/witness/choose-reply.ts';
import { splitSentences } from '../rules/witness/split-sentences.ts';
import { standAt } from '../rules/witness/stand.ts';
import { candidates, type Repertoire } from './candidates.ts';
import { buildFinder } from './find-passages.ts';
import { filled, passagesOf } from './passages.ts';
import { plainWordsFor } from './plain-words.ts';
import { readRequest } from './read-request.ts';
import { splitPieces, splitWords } from './split-words.ts';

export interface UnderstudyDeps {
  readonly persona: Persona;
  readonly book: RuleBook;
  readonly measures: Measures;
  /** Values over the persona's own, as a test gives them. */
  readonly values?: Values;
  /** What `{{user}}` stands for. */
  readonly user?: string;
}

/** Who it is, wherever it is named. */
export const understudyIdentity: ModelIdentity = {
  provider: 'understudy',
  model: 'offline understudy',
  origin: undefined,
  label: 'offline understudy',
};

/** How many replies back nothing is said again while there is something else to say. */
const remembered = 2;

/**
 * The understudy of one persona; made anew when the persona is edited. Where it finds no reply that keeps every rule, it says
 * the one that breaks fewest and the result's labels name them: `no reply found that keeps: secret, period`.
 */
export function understudy(deps: UnderstudyDeps): ChatModel {
  let ready: ReturnType<typeof prepare> | undefined;
  return {
    identity: understudyIdentity,
    capabilities: plainChat,
    async *chat(request, signal): AsyncGenerator<ModelEvent, void> {
      if (signal.aborted) return yield cancelled;
      ready ??= prepare(deps);
      const { text, broken } = reply(request, deps, ready);
      let said = '';
      for (const piece of splitPieces(text)) {
        if (signal.aborted) return yield cancelled;
        said += piece;
        yield { type: 'text', choice: 0, text: piece };
      }
      if (signal.aborted) return yield cancelled;
      const labels = broken.length > 0 ? [`no reply found that keeps: ${broken.join(', ')}`] : [];
      yield { type: 'done', replies: [{ text: said, finish: 'stop' }], usage: undefined, labels };
    },
  };
}

const cancelled: ModelEvent = {
  type: 'failed',
  failure: { reason: 'cancelled', message: 'Stopped.', action: 'retry' },
};

/** What does not change with the talk. */
function prepare(deps: UnderstudyDeps): { prompt: Prompt; repertoire: Repertoire; pool: string[] } {
  const { persona } = deps;
  const values = valuesOf(persona, { values: deps.values, user: deps.user });
  const words = plainWordsFor(persona.head.get('language')?.value, persona.tree.text.slice(0, 20_000));
  const passages = passagesOf(persona, values, words?.age);
  const finder = buildFinder(passages, `${words?.common ?? ''} ${persona.name}`);
  const decline = persona.unknown.decline && filled(persona.unknown.decline, values);
  const prompt = compile(persona, { values: deps.values, user: deps.user });
  const names = splitWords(persona.name).filter((name) => name.length > 1);
  const own = passages
    .filter((passage) => passage.kind !== 'boundary')
    .flatMap((passage) => splitSentences(passage.say));
  const pool = [...own, ...(words?.questions ?? [])];
  return { prompt, repertoire: { passages, finder, decline, words, names }, pool };
}

function reply(request: ChatRequest, deps: UnderstudyDeps, ready: ReturnType<typeof prepare>) {
  const talk = readRequest(request.messages, ready.prompt);
  const given = deps.user === undefined ? deps.values : { user: deps.user, ...deps.values };
  const stand = standAt(deps.book, talk.messages, given ?? {}, deps.measures);
  const near = ready.repertoire.finder.find(talk.asked).map((found) => found.passage.say);
  const pool = [...new Set([...near.flatMap(splitSentences), ...ready.pool])];
  return chooseReply(candidates(talk, ready.repertoire), stand, talk.replies.slice(-remembered), pool);
}
