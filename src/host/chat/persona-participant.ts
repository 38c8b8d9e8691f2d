// `@persona` in VS Code's own chat: `/play NAME` begins a talk, what is said after goes on with it, `/why` tells how the last reply's rules
// fared, `/rules` what they are. Thin over `play`: the talk is a live talk as any other, recorded in the same store.
import * as vscode from 'vscode';
import { plainMarkdown } from '../../base/plain-markdown.ts';
import type { ModelFailure } from '../../model/port.ts';
import type { Turn } from '../../play/events.ts';
import { fill } from '../../wire/preview-words.ts';
import type { Deps } from '../deps.ts';
import { commands, participant } from '../ids.ts';
import { findPersonaInFocus } from '../persona-in-focus.ts';
import { panelWords } from '../preview/panel-words.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { ledgerLine } from '../threads/thread-comments.ts';
import { hearReply } from './hear-reply.ts';
import { plainStream } from './plain-stream.ts';
import { rulesTable, whyTable } from './rule-tables.ts';
import { findByName, type WorkspacePersona, workspacePersonas } from './workspace-personas.ts';

/** What a reply remembers, so that the next line finds its talk again, after a reload too. */
export interface ChatMemory {
  readonly talk: string;
  readonly persona: string;
  /** The last line of the talk then. */
  readonly turn: string | undefined;
}

type Stream = Pick<vscode.ChatResponseStream, 'markdown' | 'progress' | 'button'>;

/** The part of VS Code's own that is read. */
export interface ChatAsk {
  readonly command: string | undefined;
  readonly prompt: string;
}

export class PersonaParticipant {
  readonly #deps: Deps;
  readonly #open = new Map<string, LiveTalk>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Answers one line of the chat. Text of files and models is shown as text: nothing in it becomes a link. */
  async answer(
    ask: ChatAsk,
    history: vscode.ChatContext['history'],
    stream: Stream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    if (!vscode.workspace.isTrusted) {
      const says = vscode.l10n.t('This workspace is in Restricted Mode: personas are not played here.');
      stream.button({ command: commands.manageTrust.id, title: vscode.l10n.t('Manage Trust') });
      return { errorDetails: { message: says } };
    }
    const memory = lastMemory(history);
    switch (ask.command) {
      case 'play':
        return this.#play(ask.prompt, stream, token);
      case 'why':
        return this.#why(memory, stream);
      case 'rules':
        return this.#rules(ask.prompt, memory, stream);
      default:
        return this.#say(ask.prompt, memory, stream, token);
    }
  }

  async #play(name: string, stream: Stream, token: vscode.CancellationToken): Promise<vscode.ChatResult> {
    const persona = await this.#meant(name, stream);
    if (!persona) return {};
    const talk = await this.#begin(persona.uri);
    const heard = await hearReply(talk, { type: 'begin', greeting: 0 }, { text: () => undefined }, token);
    const role = persona.role === undefined ? '' : `, ${persona.role}`;
    stream.markdown(text(`**${plainMarkdown(persona.name)}**${plainMarkdown(role)}\n\n`));
    if (heard.ok && heard.turn) this.#show(heard.turn, stream, true);
    else stream.markdown(text(plainMarkdown(vscode.l10n.t('Say something to {0}.', persona.name))));
    return resultOf(talk, persona.uri);
  }

  async #say(
    prompt: string,
    memory: ChatMemory | undefined,
    stream: Stream,
    token: vscode.CancellationToken,
  ): Promise<vscode.ChatResult> {
    const found = memory && (await this.#reopen(memory));
    const persona = found ? undefined : await this.#meant('', stream);
    const uri = found?.uri ?? persona?.uri;
    if (!uri) return {};
    const talk = found?.talk ?? (await this.#begin(uri));
    if (prompt.trim() === '') return resultOf(talk, uri);
    // The chat was taken back to an earlier line: so is the talk.
    if (memory?.turn !== undefined && talk.state.turns.at(-1)?.id !== memory.turn) {
      await talk.run({ type: 'go', turn: memory.turn, onward: false });
    }
    const plain = plainStream();
    const hearing = {
      text: (piece: string) => {
        const shown = plain(piece);
        if (shown !== '') stream.markdown(text(shown));
      },
      waiting: (why: string) => stream.progress(why),
    };
    const heard = await hearReply(talk, { type: 'say', text: prompt }, hearing, token);
    if (heard.ok) {
      if (heard.turn) this.#show(heard.turn, stream, false);
      return resultOf(talk, uri);
    }
    offer(heard.failure, uri, stream);
    const failed = heard.failure.reason === 'cancelled' ? {} : { errorDetails: { message: heard.failure.message } };
    return { ...failed, ...resultOf(talk, uri) };
  }

  async #why(memory: ChatMemory | undefined, stream: Stream): Promise<vscode.ChatResult> {
    const found = memory && (await this.#reopen(memory));
    const reply = found?.talk.state.turns.findLast(({ speaker }) => speaker === 'self');
    if (!found || !reply) {
      stream.markdown(vscode.l10n.t('No persona has said anything in this chat yet. `/play` begins a talk.'));
      return {};
    }
    stream.markdown(text(whyTable(reply, panelWords())));
    return resultOf(found.talk, found.uri);
  }

  async #rules(name: string, memory: ChatMemory | undefined, stream: Stream): Promise<vscode.ChatResult> {
    const remembered = name.trim() === '' && memory ? vscode.Uri.parse(memory.persona) : undefined;
    const uri = remembered ?? (await this.#meant(name, stream))?.uri;
    if (!uri) return {};
    const { persona } = await this.#deps.personas.read(uri);
    stream.markdown(text(rulesTable(persona, panelWords())));
    return memory ? { metadata: memory } : {};
  }

  /** The persona named, else the one in focus, else the only one; where that is none, who there is. */
  async #meant(name: string, stream: Stream): Promise<WorkspacePersona | undefined> {
    const all = await workspacePersonas(this.#deps.personas);
    const focus = findPersonaInFocus()?.toString();
    const found =
      name.trim() === ''
        ? (all.find(({ uri }) => uri.toString() === focus) ?? (all.length === 1 ? all[0] : undefined))
        : findByName(all, name);
    if (found) return found;
    if (all.length === 0) {
      stream.markdown(vscode.l10n.t('There is no persona in this workspace.'));
      stream.button({ command: commands.newPersona.id, title: vscode.l10n.t('New Persona') });
      return undefined;
    }
    if (name.trim() !== '')
      stream.markdown(text(plainMarkdown(vscode.l10n.t('Nobody here is called “{0}”.', name.trim()))));
    const list = all.map((one) => `- \`/play\` ${plainMarkdown(one.name)}`).join('\n');
    stream.markdown(text(`\n\n${vscode.l10n.t('Who shall speak?')}\n\n${list}\n`));
    return undefined;
  }

  async #begin(uri: vscode.Uri): Promise<LiveTalk> {
    const talk = await this.#deps.talks.begin(uri, await this.#deps.personas.read(uri));
    this.#open.set(talk.id, talk);
    return talk;
  }

  /** With the persona as it stands now. Undefined where talk or file are gone. */
  async #reopen(memory: ChatMemory): Promise<{ talk: LiveTalk; uri: vscode.Uri } | undefined> {
    const uri = vscode.Uri.parse(memory.persona);
    const playing = await this.#deps.personas.read(uri).catch(() => undefined);
    if (!playing) return undefined;
    const talk = this.#open.get(memory.talk) ?? (await this.#deps.talks.reopen(memory.talk, uri, playing));
    if (!talk) return undefined;
    talk.take(playing);
    this.#open.set(talk.id, talk);
    return { talk, uri };
  }

  /** The ledger and how it was obtained; the words, too, where they were not streamed. */
  #show(turn: Turn, stream: Stream, whole: boolean): void {
    const words = panelWords();
    if (whole) stream.markdown(text(plainMarkdown(turn.text)));
    const how = turn.finish === 'stopped' ? words.stopped : undefined;
    const model = turn.model && fill(words.sentTo, turn.model.label);
    const facts = [ledgerLine(turn.verdicts ?? [], words), model, how, ...(turn.labels ?? [])];
    const under = facts.filter((fact) => fact !== undefined).map(plainMarkdown);
    if (under.length > 0) stream.markdown(text(`\n\n---\n${under.join(' · ')}\n`));
  }
}

function resultOf(talk: LiveTalk, uri: vscode.Uri): vscode.ChatResult {
  const memory: ChatMemory = { talk: talk.id, persona: uri.toString(), turn: talk.state.turns.at(-1)?.id };
  return { metadata: memory };
}

/** What our last answer in this chat remembers. */
function lastMemory(history: vscode.ChatContext['history']): ChatMemory | undefined {
  const ours = history.findLast(
    (turn) => turn instanceof vscode.ChatResponseTurn && turn.participant === participant && turn.result.metadata,
  );
  const memory = (ours as vscode.ChatResponseTurn | undefined)?.result.metadata as Partial<ChatMemory> | undefined;
  if (typeof memory?.talk !== 'string' || typeof memory.persona !== 'string') return undefined;
  return { talk: memory.talk, persona: memory.persona, turn: memory.turn };
}

/** The one thing that a failure offers, as a button. */
function offer({ action }: ModelFailure, uri: vscode.Uri, stream: Stream): void {
  const button = (command: string, title: string) => stream.button({ command, title, arguments: [uri] });
  if (action === 'select-model') button(commands.selectModel.id, vscode.l10n.t('Select Model'));
  if (action === 'set-key') button(commands.setApiKey.id, vscode.l10n.t('Set API Key'));
  if (action === 'trust') button(commands.manageTrust.id, vscode.l10n.t('Manage Trust'));
}

/** Not trusted: links in it run no command. */
function text(markdown: string): vscode.MarkdownString {
  const string = new vscode.MarkdownString(markdown);
  string.isTrusted = false;
  string.supportHtml = false;
  return string;
}
