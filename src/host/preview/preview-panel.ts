// One preview panel: a live talk on one side, a webview on the other. Answers what the panel asks, tells it what happens. Every model
// call is the talk's, in this process; the webview only draws.
import * as vscode from 'vscode';
import { UserError } from '../../base/user-error.ts';
import type { PlayCommand, PlayEvent } from '../../play/events.ts';
import type { SceneSetup } from '../../play/scene/setup.ts';
import { Channel } from '../../wire/channel.ts';
import { fitsPanelAsk } from '../../wire/panel-asks.ts';
import type {
  HostAsks,
  HostEvent,
  PanelAsks,
  PanelSnapshot,
  PanelStatus,
  PanelTells,
} from '../../wire/preview-protocol.ts';
import { previewWords } from '../../wire/preview-words.ts';
import type { Deps } from '../deps.ts';
import { memoryHandlers } from '../memory/memory-handlers.ts';
import { watchMemories } from '../memory/watch-memories.ts';
import { reportError } from '../report-error.ts';
import { HeldArena } from '../scene/held-arena.ts';
import { movesScene } from '../scene/scene-status.ts';
import { endsSeat, eventsFor } from '../scene/unheard.ts';
import { StrategiesInPlay } from '../strategies/strategies-in-play.ts';
import type { LiveTalk } from '../talks/live-talk.ts';
import { PersonaWatch } from '../talks/persona-watch.ts';
import { requireTrust } from '../trust.ts';
import { commandHandlers } from './command-handlers.ts';
import { DuplexChoice } from './duplex-choice.ts';
import type { MoreContext } from './more-actions.ts';
import { openPage } from './open-page.ts';
import { doAction, requestOf, revealRule } from './panel-actions.ts';
import { panelSent } from './panel-events.ts';
import { panelStatus } from './panel-status.ts';
import { panelWords } from './panel-words.ts';
import { pickRival, type RivalChoice } from './pick-rival.ts';
import { replyHandlers } from './reply-handlers.ts';
import { talkHandlers } from './talk-handlers.ts';
import { WantedLine } from './wanted-line.ts';
import { timer, wireOf } from './webview-wire.ts';

export class PreviewPanel implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  readonly #deps: Deps;
  readonly #watch: PersonaWatch;
  readonly #channel: Channel<HostAsks, PanelAsks, HostEvent, PanelTells>;
  readonly #listeners: vscode.Disposable[] = [];
  #talk: LiveTalk | undefined;
  #unlisten: () => void = () => undefined;
  /** The talk being opened: whoever needs one waits for it. */
  #opening: Promise<void>;
  /** The talk to take up as soon as the persona can be read. */
  #wanted: string | undefined;
  /** Switches one after the other: each begins with what the one before it left. */
  #switching: Promise<void> = Promise.resolve();
  #lasting = true;
  readonly #duplex = new DuplexChoice();
  /** Who answers beside the model chosen, in every talk of this panel. */
  #rival: RivalChoice | undefined;
  readonly #arena: HeldArena;
  readonly #strategies = new StrategiesInPlay();
  readonly #line: WantedLine;

  constructor(panel: vscode.WebviewPanel, uri: vscode.Uri, talk: string | undefined, root: vscode.Uri, deps: Deps) {
    this.panel = panel;
    this.uri = uri;
    this.#deps = deps;
    this.#watch = new PersonaWatch(uri, deps);
    this.#line = new WantedLine(panel);
    this.#arena = new HeldArena(uri, deps, () => this.#tellStatus());
    this.#wanted = talk;
    this.#opening = this.#open();
    this.#channel = new Channel<HostAsks, PanelAsks, HostEvent, PanelTells>(wireOf(panel.webview), timer, {
      handlers: this.#handlers(),
      fits: fitsPanelAsk,
      receive: () => undefined,
      failed: (error) => deps.log.error(error instanceof Error ? error : String(error)),
    });
    this.#listeners.push(
      this.#watch,
      this.#line,
      this.#watch.onDidChange(({ playing }) => {
        if (playing) this.#talk?.take(playing);
        void this.#tellStatus();
      }),
      deps.models.onDidChange(() => void this.#tellStatus()),
      watchMemories(uri, () => this.#channel.send({ type: 'memories' })),
      this.#strategies.watch(() => this.#tellStatus()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => void this.#tellStatus()),
      deps.talks.onDidDelete((deleted) => {
        if (this.#talk && (deleted === undefined || deleted === this.#talk.id)) void this.#switch(() => this.#begin(0));
      }),
    );
    openPage(panel, root, deps.world.newId());
  }

  /** Id of the talk shown. */
  get talk(): string | undefined {
    return this.#talk?.id;
  }

  /** Shows another talk of the store in this panel. */
  showTalk(talk: string): Promise<void> {
    return this.#switch(() => {
      this.#wanted = talk;
      return this.#reopen(talk);
    });
  }

  /** Shows and focuses a line of the talk, on whichever branch it stands. Nothing where there is none of that id. */
  async lookAt(turn: string): Promise<void> {
    await this.#switching.catch(() => undefined).then(() => this.#opening);
    if (await this.#line.want(turn, this.#talk)) await this.#tellAll();
  }

  /** Plays a scene in this panel, in a talk of its own; begins with its lines as written. */
  playScene(setup: SceneSetup): Promise<void> {
    return this.#switch(() => this.#begin(0, setup));
  }

  /** Asks whom to compare with; from then on both answer. */
  async compare(): Promise<void> {
    requireTrust();
    const rival = await pickRival(this.uri, this.#deps);
    if (rival) await this.#compareWith(rival);
  }

  /** From the next reply on with the strategies of a library that fit; without one it is asked which. */
  async playWith(library?: vscode.Uri): Promise<void> {
    if (await this.#strategies.choose(this.uri, library)) await this.#tellStatus();
  }

  /** Several answer each turn of the scene shown; who, and who picks, is asked. */
  async holdArena(): Promise<void> {
    await this.#opening;
    await this.#arena.hold(() => this.#talk);
  }

  /** What this panel shows now, as soon as it shows something. */
  async context(): Promise<MoreContext> {
    await Promise.all([this.#opening, this.#watch.upToDate()]);
    const nextTalk = (partner: string) => this.#switch(() => this.#begin(0, undefined, partner));
    return { uri: this.uri, persona: this.#watch.now.playing?.persona, talk: this.#talk, deps: this.#deps, nextTalk };
  }

  dispose(): void {
    this.#channel.dispose();
    this.#unlisten();
    void this.#talk?.settle();
    vscode.Disposable.from(...this.#listeners).dispose();
  }

  #handlers() {
    const go = async (command: PlayCommand) => {
      await this.#opening;
      await this.#watch.upToDate();
      if (!this.#talk) throw new UserError(vscode.l10n.t(previewWords.unread));
      // Not awaited: what comes of it arrives as events.
      this.#talk.run(command).catch((error) => reportError(this.#deps.log, error));
      return undefined;
    };
    const later = (work: () => Promise<unknown>) => {
      work().catch((error) => reportError(this.#deps.log, error));
      return undefined;
    };
    return {
      ...memoryHandlers(() => this.context(), later),
      ...talkHandlers(() => this.context(), later),
      ...commandHandlers(go),
      ...this.#strategies.handlers(later, () => this.#tellStatus()),
      ...replyHandlers(() => this.context(), later),
      ready: () => this.#line.heard(this.#snapshot()),
      stop: () => {
        this.#talk?.stop();
        return undefined;
      },
      restart: ({ greeting }: PanelAsks['restart']['params']) =>
        later(() => this.#switch(() => this.#begin(greeting, this.#talk?.state.scene, this.#talk?.state.user))),
      selectModel: () => later(() => doAction('select-model', this.uri)),
      duplex: ({ on }: PanelAsks['duplex']['params']) => {
        this.#duplex.choose(on);
        this.#talk?.stop();
        return later(() => this.#tellStatus());
      },
      hear: async ({ text, taken, sent }: PanelAsks['hear']['params']) => {
        await this.#opening;
        this.#talk?.hear(text, taken, sent).catch((error) => reportError(this.#deps.log, error));
        return undefined;
      },
      compare: () => later(() => this.compare()),
      endCompare: () => later(() => this.#compareWith(undefined)),
      arena: () => later(() => this.holdArena()),
      endArena: () => later(() => this.#arena.end()),
      act: ({ action }: PanelAsks['act']['params']) =>
        action === 'retry' ? go({ type: 'retry' }) : later(() => doAction(action, this.uri)),
      reveal: ({ rule }: PanelAsks['reveal']['params']) => later(() => revealRule(this.#talk?.state, rule)),
      copy: ({ text }: PanelAsks['copy']['params']) =>
        Promise.resolve(vscode.env.clipboard.writeText(text)).then(() => undefined),
      sent: ({ request }: PanelAsks['sent']['params']) => panelSent(requestOf(this.#talk, request)),
    };
  }

  async #open(): Promise<void> {
    await this.#watch.read();
    this.#lasting = (await this.#deps.talks.store()).lasting;
    await this.#resume();
  }

  /** Takes up the talk that is wanted, or begins one where there is none or it is gone from the store. */
  async #resume(): Promise<boolean> {
    return (this.#wanted !== undefined && (await this.#reopen(this.#wanted))) || this.#begin(0);
  }

  async #begin(greeting: number, scene?: SceneSetup, partner?: string): Promise<boolean> {
    const { playing } = this.#watch.now;
    if (!playing) return false;
    const talk = await this.#deps.talks.begin(this.uri, playing, {}, scene);
    this.#attach(talk);
    if (partner !== undefined && !scene) await talk.run({ type: 'meet', partner });
    await talk.run({ type: 'begin', greeting });
    return true;
  }

  async #reopen(id: string): Promise<boolean> {
    const { playing } = this.#watch.now;
    const talk = playing && (await this.#deps.talks.reopen(id, this.uri, playing));
    if (talk) this.#attach(talk);
    return talk !== undefined;
  }

  /** Ends the talk shown, opens another, and gives the panel all of it at once. */
  #switch(next: () => Promise<boolean>): Promise<void> {
    const switched = this.#switching
      .catch(() => undefined)
      .then(async () => {
        await this.#opening.catch(() => undefined);
        await this.#talk?.settle();
        this.#opening = next().then(() => undefined);
        await this.#opening;
        await this.#tellAll();
      });
    this.#switching = switched;
    return switched;
  }

  async #compareWith(rival: RivalChoice | undefined): Promise<void> {
    this.#rival = rival;
    this.#talk?.compareWith(rival?.rival);
    await this.#tellStatus();
  }

  #attach(talk: LiveTalk): void {
    this.#unlisten();
    talk.compareWith(this.#rival?.rival);
    talk.playWith(() => this.#strategies.now());
    this.#talk = talk;
    this.#wanted = talk.id;
    this.#unlisten = talk.listen({
      events: (events: readonly PlayEvent[]) => {
        this.#channel.send({ type: 'play', events: eventsFor(talk.state, events) });
        if (endsSeat(talk.state, events)) void this.#tellAll();
        if (movesScene(talk.state, events)) void this.#tellStatus();
      },
      busy: () => void this.#tellStatus(),
    });
  }

  async #tellAll(): Promise<void> {
    this.#channel.send({ type: 'snapshot', snapshot: await this.#snapshot() });
  }

  async #snapshot(): Promise<PanelSnapshot> {
    await this.#opening;
    const status = await this.#status();
    const events = eventsFor(this.#talk?.state, this.#talk?.log ?? []);
    // A talk that waits for its persona is named, too: it must outlive another reload.
    const talk = this.#talk?.id ?? this.#wanted ?? '';
    return { uri: this.uri.toString(), talk, status, events, words: panelWords(), ...this.#line.take() };
  }

  #status(): Promise<PanelStatus> {
    const [talk, lasting, duplex, rival] = [this.#talk, this.#lasting, this.#duplex, this.#rival];
    const chosen = { duplex, rival, arena: this.#arena.in(talk), strategies: this.#strategies };
    return panelStatus(this.uri, { watched: this.#watch.now, talk, lasting, ...chosen }, this.#deps);
  }

  async #tellStatus(): Promise<void> {
    if (!this.#talk && this.#watch.now.playing) {
      // The file could not be read when the panel opened, and now it can.
      await this.#opening;
      if (!this.#talk) return this.#switch(async () => this.#talk !== undefined || this.#resume());
    }
    const status = await this.#status();
    if (status.persona) this.panel.title = vscode.l10n.t('Play: {0}', status.persona.name);
    this.#channel.send({ type: 'status', status: { ...status, busy: this.#talk?.busy ?? false } });
  }
}
