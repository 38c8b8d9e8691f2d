// Every command, view and setting of the extension, once, with the types of their arguments and values.
// test/manifest.test.ts holds this list and package.json against each other. Runs without `vscode`.
import type * as vscode from 'vscode';
import type { Trouble } from '../write/offer.ts';

/** A command and, in its type, the arguments it takes. */
export interface Command<Arguments extends readonly unknown[]> {
  readonly id: string;
  readonly takes?: (...args: Arguments) => void;
}

function command<Arguments extends readonly unknown[] = []>(id: string): Command<Arguments> {
  return { id };
}

/** Where a menu or a lens points: a persona file, and for lenses the offset of the block in it. */
export type PersonaArgument = [persona?: vscode.Uri];
export type BlockArgument = [persona?: vscode.Uri, offset?: number];

/** A comment thread of the review, or a row of its view. */
export type PatchArgument = [of?: unknown];

export const commands = {
  play: command<PersonaArgument>('dramatis.play'),
  playHere: command<BlockArgument>('dramatis.playHere'),
  holdArena: command<PersonaArgument>('dramatis.holdArena'),
  playScene: command<BlockArgument>('dramatis.playScene'),
  interview: command<PersonaArgument>('dramatis.interview'),
  reEnact: command<PersonaArgument>('dramatis.reEnact'),
  askAsUser: command<PersonaArgument>('dramatis.askAsUser'),
  clearMemory: command<PersonaArgument>('dramatis.clearMemory'),
  exportMemory: command<PersonaArgument>('dramatis.exportMemory'),
  endSession: command<PersonaArgument>('dramatis.endSession'),
  nextSession: command<PersonaArgument>('dramatis.nextSession'),
  openMemories: command<PersonaArgument>('dramatis.openMemories'),
  showPrompt: command<PersonaArgument>('dramatis.showPrompt'),
  addChecks: command<[file?: vscode.Uri, offset?: number]>('dramatis.addChecks'),
  showOmitted: command<[prompt?: vscode.Uri]>('dramatis.showOmitted'),
  showRulePage: command<[code?: unknown]>('dramatis.showRulePage'),
  newPersona: command('dramatis.newPersona'),
  openSamples: command('dramatis.openSamples'),
  selectModel: command<PersonaArgument>('dramatis.selectModel'),
  copyAsCurl: command<[sent?: unknown]>('dramatis.copyAsCurl'),
  doctor: command<PersonaArgument>('dramatis.doctor'),
  setApiKey: command<PersonaArgument>('dramatis.setApiKey'),
  forgetApiKey: command('dramatis.forgetApiKey'),
  manageTrust: command('dramatis.manageTrust'),
  restartServer: command('dramatis.restartServer'),
  showLog: command('dramatis.showLog'),
  probeRules: command<[persona?: vscode.Uri, rule?: string]>('dramatis.probeRules'),
  probeAllRules: command<PersonaArgument>('dramatis.probeAllRules'),
  runTest: command<BlockArgument>('dramatis.runTest'),
  showUntestedRules: command<PersonaArgument>('dramatis.showUntestedRules'),
  compareWithHead: command<PersonaArgument>('dramatis.compareWithHead'),
  compareModels: command<[file?: vscode.Uri, model?: string]>('dramatis.compareModels'),
  showTalk: command<[place?: vscode.Location]>('dramatis.showTalk'),
  continueTalk: command<[talk?: vscode.Uri]>('dramatis.continueTalk'),
  openTalk: command<[talk?: unknown, turn?: unknown]>('dramatis.openTalk'),
  keepTalk: command<[talk?: unknown]>('dramatis.keepTalk'),
  deleteTalk: command<[talk?: unknown]>('dramatis.deleteTalk'),
  deleteAllTalks: command('dramatis.deleteAllTalks'),
  compareReplies: command<PersonaArgument>('dramatis.compareReplies'),
  askAgainWith: command<PersonaArgument>('dramatis.askAgainWith'),
  saveTalkAs: command<PersonaArgument>('dramatis.saveTalkAs'),
  exportTalk: command<PersonaArgument>('dramatis.exportTalk'),
  importTalk: command<[persona?: vscode.Uri, file?: unknown]>('dramatis.importTalk'),
  threadSaveAs: command<[thread?: vscode.CommentThread]>('dramatis.threadSaveAs'),
  threadSend: command<[reply?: vscode.CommentReply]>('dramatis.threadSend'),
  threadRetry: command<[thread?: vscode.CommentThread]>('dramatis.threadRetry'),
  threadStop: command<[thread?: vscode.CommentThread]>('dramatis.threadStop'),
  threadClose: command<[thread?: vscode.CommentThread]>('dramatis.threadClose'),
  threadOpen: command<[thread?: vscode.CommentThread]>('dramatis.threadOpen'),
  importPersona: command<[file?: vscode.Uri, selected?: unknown]>('dramatis.importPersona'),
  exportPersona: command<PersonaArgument>('dramatis.exportPersona'),
  exportRows: command<[of?: unknown]>('dramatis.exportRows'),
  writePersona: command<[way?: unknown, text?: unknown]>('dramatis.writePersona'),
  writeFromFile: command<[file?: unknown]>('dramatis.writeFromFile'),
  writeFromTalk: command<[talk?: unknown]>('dramatis.writeFromTalk'),
  improvePersona:
    command<[persona?: vscode.Uri, way?: unknown, words?: unknown, troubles?: readonly Trouble[]]>(
      'dramatis.improvePersona',
    ),
  playWithStrategies: command<[persona?: vscode.Uri, library?: vscode.Uri]>('dramatis.playWithStrategies'),
  setStrategyStatus:
    command<[library?: vscode.Uri, name?: string, status?: 'proposed' | 'approved' | 'rejected']>(
      'dramatis.setStrategyStatus',
    ),
  improveFromTalk: command<[talk?: unknown]>('dramatis.improveFromTalk'),
  comparePersonas: command<PersonaArgument>('dramatis.comparePersonas'),
  learnStrategies: command<PersonaArgument>('dramatis.learnStrategies'),
  showPatch: command<PatchArgument>('dramatis.showPatch'),
  acceptPatch: command<PatchArgument>('dramatis.acceptPatch'),
  rejectPatch: command<PatchArgument>('dramatis.rejectPatch'),
  reopenPatch: command<PatchArgument>('dramatis.reopenPatch'),
  editPatch: command<PatchArgument>('dramatis.editPatch'),
  saveEditedPatch: command<[comment?: vscode.Comment]>('dramatis.saveEditedPatch'),
  cancelEditedPatch: command<[comment?: vscode.Comment]>('dramatis.cancelEditedPatch'),
  showEvidence: command<PatchArgument>('dramatis.showEvidence'),
  acceptAllPatches: command('dramatis.acceptAllPatches'),
  rejectRestPatches: command('dramatis.rejectRestPatches'),
  showAnswers: command('dramatis.showAnswers'),
  showFigures: command('dramatis.showFigures'),
  endReview: command('dramatis.endReview'),
} as const;

/** Settings, without their section `dramatis`. The values are as `package.json` declares them. */
export interface SettingValues {
  model: string;
  endpoints: readonly unknown[];
  severities: Readonly<Record<string, string>>;
  'prompt.budget': number | null;
  'play.userName': string;
  'lint.workspace': boolean;
  codeLens: boolean;
  'agentFiles.enabled': boolean;
  'budget.requests': number;
  'budget.confirm': number;
  'tests.onSave': boolean;
  'probe.onSave': boolean;
  'write.fill': 'off' | 'when asked' | 'as I type';
  terminal: boolean;
  'inlayHints.tokens': boolean;
  'inlayHints.values': boolean;
  'trace.server': 'off' | 'messages' | 'verbose';
}

export const settingSection = 'dramatis';

/** Everything under that section. */
export const settingIds = [
  'model',
  'endpoints',
  'severities',
  'prompt.budget',
  'play.userName',
  'lint.workspace',
  'codeLens',
  'agentFiles.enabled',
  'budget.requests',
  'budget.confirm',
  'tests.onSave',
  'probe.onSave',
  'write.fill',
  'terminal',
  'inlayHints.tokens',
  'inlayHints.values',
  'trace.server',
] as const satisfies readonly (keyof SettingValues)[];

/** Those that a folder of the workspace may say for its own files; all others hold for the window, or for the user. */
export const folderSettings = ['codeLens'] as const satisfies readonly (keyof SettingValues)[];
export type FolderSettingId = (typeof folderSettings)[number];

export const languageId = 'persona';

/** VS Code's own, of files that other tools read: `.agent.md`, `SKILL.md`, `.prompt.md`, `.instructions.md`. */
export const agentLanguages = ['chatagent', 'skill', 'prompt', 'instructions'] as const;

/** Of `*.strategies`. */
export const strategiesLanguage = 'persona-strategies';
/** Vendor of the models that are personas, as `package.json` declares it. */
export const personaVendor = 'dramatis';
/** Id of the chat participant, as `package.json` declares it. */
export const participant = 'dramatis.persona';
export const views = { container: 'dramatis', talks: 'dramatis.talks', review: 'dramatis.review' } as const;
/** `viewType` of the preview panel, as restoring names it. */
export const previewPanel = 'dramatis.play';
/** Scheme of the read-only documents that show a compiled prompt. */
export const promptScheme = 'dramatis-prompt';
/** Scheme of the read-only documents that show what was sent to a model. */
export const sentScheme = 'dramatis-sent';
/** Scheme of the read-only documents of the doctor. */
export const doctorScheme = 'dramatis-doctor';
/** Scheme of the read-only documents that show the talk of a test or probe. */
export const talkScheme = 'dramatis-talk';
/** Scheme of the read-only documents that compare two versions of a persona. */
export const comparisonScheme = 'dramatis-comparison';
/** Id of the controller of Test Explorer. */
export const testController = 'dramatis.tests';
/** Id of the comment controller of conversations between the lines. */
export const threadController = 'dramatis.threads';
/** Id of the comment controller of the review, and scheme of its read-only documents. */
export const reviewController = 'dramatis.patches';
export const reviewScheme = 'dramatis-review';
/** Keys of the context that menus ask for. */
export const contexts = { reviewing: 'dramatis.reviewing', editingPatch: 'dramatis.editingPatch' } as const;
/** Id of the walkthrough, without the extension's. */
export const walkthrough = 'firstSteps';

/** View type of the editor that shows a character card. */
export const cardEditor = 'dramatis.card';
/** The same editor of what VS Code has no other for: an archive is opened with it. */
export const charxEditor = 'dramatis.charx';
