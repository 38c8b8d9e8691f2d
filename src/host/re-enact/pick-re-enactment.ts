// What is to be played afresh, in which languages, and what the talk is about where the file does not say. In: the panel. Out: one task a
// language. Asks no model.
import * as vscode from 'vscode';
import type { Persona } from '../../lang/persona.ts';
import { speechEvents } from '../../lang/vocabulary/look.ts';
import { type LanguageTag, readLanguage } from '../../play/re-enact/language-tag.ts';
import { languageOf, type ReEnact } from '../../play/re-enact/source.ts';
import { languages } from '../../rules/languages.ts';
import { plainLabel } from '../plain-label.ts';
import type { MoreContext } from '../preview/more-actions.ts';

export interface Task {
  readonly language: LanguageTag;
  readonly what: ReEnact;
}

type Source = ReEnact['what'];

/** Undefined where the user thought better of it. */
export async function pickReEnactment(panel: MoreContext, persona: Persona): Promise<readonly Task[] | undefined> {
  const what = await pickSource(panel, persona);
  if (!what) return undefined;
  const targets = await pickLanguages(languageOf(persona, (await panel.deps.personas.measures()).language));
  if (!targets || targets.length === 0) return undefined;
  const scene = what.kind === 'scene' ? what.scene : undefined;
  const event = scene?.event ? undefined : await pickEvent();
  if (event === null) return undefined;
  const ground = scene?.commonGround ? '' : await askCommonGround();
  if (ground === undefined) return undefined;
  const about = { ...(event ? { event } : {}), ...(ground.trim() === '' ? {} : { commonGround: ground.trim() }) };
  return targets.map((language) => ({ language, what: { language: language.tag, what, ...about } }));
}

async function pickSource({ talk }: MoreContext, persona: Persona): Promise<Source | undefined> {
  const t = vscode.l10n.t;
  const titled = (title: string | undefined, index: number) => plainLabel(title?.trim() || t('number {0}', index + 1));
  const turns = talk?.state.turns ?? [];
  const items: (vscode.QuickPickItem & { readonly what: Source })[] = [
    ...(turns.length > 1
      ? [
          {
            label: `$(comment-discussion) ${t('This talk')}`,
            description: t('{0} lines', turns.length),
            what: { kind: 'talk' as const, turns },
          },
        ]
      : []),
    ...persona.scenes.map((scene, index) => ({
      label: `$(device-camera-video) ${titled(scene.title?.value, index)}`,
      description: t('scene'),
      what: { kind: 'scene' as const, scene },
    })),
    ...persona.examples.map((example, index) => ({
      label: `$(quote) ${titled(example.title?.value, index)}`,
      description: t('example'),
      what: { kind: 'example' as const, example },
    })),
  ];
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      t('There is nothing to play afresh yet: write an example or a scene, or talk a little first.'),
    );
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title: t('What is to be played afresh?') }))?.what;
}

async function pickLanguages(source: LanguageTag): Promise<readonly LanguageTag[] | undefined> {
  const t = vscode.l10n.t;
  const other = { label: `$(edit) ${t('Another language…')}`, language: undefined };
  const known = languages
    .filter(({ code }) => code !== source.code)
    .map(({ code, name }) => ({ label: name, description: code, language: { tag: code, name, code } as LanguageTag }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const title = t('In which languages? (now: {0})', source.name);
  const picked = await vscode.window.showQuickPick([...known, other], {
    title,
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!picked) return undefined;
  const found = picked.flatMap(({ language }) => language ?? []);
  if (!picked.includes(other)) return found;
  const written = await vscode.window.showInputBox({
    title: t('Which language?'),
    prompt: t(
      'Its English name, or its tag: sw, pt-BR. The library cannot tell every language; then the result says that it is unsure.',
    ),
    validateInput: (text) => (readLanguage(text) ? undefined : t('This is no language that has a name or a tag.')),
  });
  const extra = written === undefined ? undefined : readLanguage(written);
  return written === undefined ? undefined : [...found, ...(extra ? [extra] : [])];
}

/** Undefined: not said. Null: thought better of it. */
async function pickEvent(): Promise<string | undefined | null> {
  const t = vscode.l10n.t;
  const items = [{ label: t('Not said'), event: undefined }, ...speechEvents.map((event) => ({ label: event, event }))];
  const picked = await vscode.window.showQuickPick(items, {
    title: t('What kind of talk is it? (`event` of a scene)'),
  });
  return picked ? picked.event : null;
}

function askCommonGround(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('What do they both know already?'),
    prompt: vscode.l10n.t('The common ground of a scene. Leave it empty where it does not matter.'),
  });
}
