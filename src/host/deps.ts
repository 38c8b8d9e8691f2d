// What every feature of the host may use; made once by `activate`, handed to each `registerX(context, deps)`.
import type * as vscode from 'vscode';
import type { ReplyStore } from '../model/reply-store.ts';
import type { Client } from './client.ts';
import type { Configs } from './configs.ts';
import type { Models } from './models/models.ts';
import type { Personas } from './personas.ts';
import type { Settings } from './settings.ts';
import type { Talks } from './talks/talks.ts';
import type { World } from './world.ts';

export interface Deps {
  /** Output channel *Dramatis*. Never holds a key. */
  readonly log: vscode.LogOutputChannel;
  readonly world: World;
  readonly settings: Settings;
  readonly configs: Configs;
  /** Reads a persona as it stands in the editor. */
  readonly personas: Personas;
  /** `modelFor(uri)`: who plays it, or why nobody does. */
  readonly models: Models;
  /** The store of talks, and talks that are going on. */
  readonly talks: Talks;
  /** The one cache of replies for tests, probes, comparisons and writing. */
  readonly replies: () => Promise<ReplyStore>;
  readonly client: Client;
}
