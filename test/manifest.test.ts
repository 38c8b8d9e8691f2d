// package.json and the code say the same, both ways: commands, settings, views, texts, pictures. Reads files; starts no editor.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  agentLanguages,
  commands,
  folderSettings,
  languageId,
  participant,
  personaVendor,
  previewPanel,
  reviewController,
  settingIds,
  strategiesLanguage,
  threadController,
  views,
  walkthrough,
} from '../src/host/ids.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

type Menu = { command?: string; submenu?: string; when?: string };
type Manifest = {
  main: string;
  icon: string;
  activationEvents: string[];
  extensionKind: string[];
  capabilities: { untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] } };
  contributes: {
    commands: { command: string; title: string; category: string; icon?: string }[];
    configuration: {
      properties: Record<
        string,
        { description?: string; markdownDescription?: string; scope: string; default: unknown }
      >;
    };
    menus: Record<string, Menu[]>;
    keybindings: Menu[];
    submenus: { id: string }[];
    languageModelChatProviders: { vendor: string }[];
    chatParticipants: { id: string; commands: { name: string }[] }[];
    languages: { id: string }[];
    grammars: { language: string; path: string }[];
    views: Record<string, { id: string; name: string }[]>;
    viewsContainers: { activitybar: { id: string }[] };
    walkthroughs: { id: string; steps: { id: string; media: { svg: string }; completionEvents: string[] }[] }[];
  };
};

const text = read('package.json');
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;
const nls = JSON.parse(read('package.nls.json')) as Record<string, string>;
const host = globSync('src/host/**/*.ts', { cwd: root }).map((path) => ({ path, text: read(path) }));
const hostText = host.map((file) => file.text).join('\n');
const declared = Object.values(commands).map(({ id }) => id);

describe('commands', () => {
  test('are those of ids.ts, each once', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    expect(contributed.toSorted()).toEqual(declared.toSorted());
  });

  test('are each registered in one place, through registerCommand', () => {
    const registered = [...hostText.matchAll(/registerCommand\(\s*context,\s*[\w.]+,\s*commands\.(\w+)/g)].map(
      ([, key]) => commands[key as keyof typeof commands]?.id,
    );
    expect(registered.toSorted()).toEqual(declared.toSorted());
    const direct = host.filter((file) => file.text.includes('vscode.commands.registerCommand('));
    expect(direct.map(({ path }) => path)).toEqual(['src/host/commands/register-command.ts']);
  });

  test('all belong to the category Dramatis', () => {
    expect(contributes.commands.filter(({ category }) => category !== 'Dramatis')).toEqual([]);
  });

  test('in menus, keys, welcome texts and walkthrough exist', () => {
    const menus = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    const submenus = contributes.submenus.map(({ id }) => id);
    const links = [...JSON.stringify(nls).matchAll(/command:(dramatis\.\w+)/g)].map(([, id]) => id);
    const events = [...text.matchAll(/onCommand:(dramatis\.\w+)/g)].map(([, id]) => id);
    const used = [...menus.flatMap(({ command }) => command ?? []), ...links, ...events];
    expect(used.filter((id) => !declared.includes(id ?? ''))).toEqual([]);
    expect(menus.flatMap(({ submenu }) => submenu ?? []).filter((id) => !submenus.includes(id))).toEqual([]);
    const places = Object.keys(contributes.menus);
    expect(submenus.filter((id) => !places.includes(id))).toEqual([]);
  });

  test('the palette says for each when it makes sense, but for those that always do', () => {
    const limited = contributes.menus['commandPalette']?.map(({ command }) => command) ?? [];
    const always = [
      'newPersona',
      'writePersona',
      'importPersona',
      'openSamples',
      'selectModel',
      'setApiKey',
      'doctor',
      'forgetApiKey',
      'restartServer',
      'showLog',
    ];
    const expected = [...limited, ...always.map((name) => `dramatis.${name}`), 'dramatis.deleteAllTalks'];
    expect(expected.toSorted()).toEqual(declared.toSorted());
  });
});

describe('settings', () => {
  const properties = contributes.configuration.properties;

  test('are those of ids.ts', () => {
    expect(Object.keys(properties).toSorted()).toEqual(settingIds.map((id) => `dramatis.${id}`).toSorted());
  });

  test('are each read somewhere beside the file that watches them', () => {
    const readers = host.filter(({ path }) => path !== 'src/host/ids.ts').map((file) => file.text);
    const unread = settingIds.filter((id) => {
      const use = new RegExp(`settings(\\.${id}|\\['${id}'\\])\\.read\\(`);
      return !readers.some((reader) => use.test(reader));
    });
    expect(unread).toEqual([]);
  });

  test('that are read for a file are declared so, and no others: VS Code warns of both at every start', () => {
    const perFolder = Object.entries(properties).filter(([, { scope }]) => scope === 'resource');
    expect(perFolder.map(([id]) => id)).toEqual(folderSettings.map((id) => `dramatis.${id}`));
  });

  test('each have a description', () => {
    const silent = Object.entries(properties).filter(([, it]) => !it.description && !it.markdownDescription);
    expect(silent.map(([id]) => id)).toEqual([]);
  });

  test('that a folder could use to send a talk elsewhere wait for trust or are the user’s alone', () => {
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain('dramatis.model');
    expect(properties['dramatis.endpoints']).toMatchObject({ scope: 'application' });
  });
});

describe('texts', () => {
  test('every key is there and every text is used', () => {
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(nls).toSorted());
    expect(Object.entries(nls).filter(([, value]) => value.trim() === '')).toEqual([]);
  });

  test('no title stands in package.json itself', () => {
    const plain = contributes.commands.filter(({ title }) => !/^%.*%$/.test(title));
    expect(plain).toEqual([]);
  });

  test('what the host says to users goes through l10n', () => {
    const shown = /show(?:Information|Warning|Error)Message\(\s*['"`]|new (?:User|Command)Error\(\s*['"`]/;
    expect(host.filter((file) => shown.test(file.text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('files', () => {
  test('every file that package.json names exists', () => {
    const named = [...text.matchAll(/"\.\/((?:media|syntaxes|schemas)\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(named.length).toBeGreaterThan(8);
    expect([...named, manifest.icon].filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('every picture is used', () => {
    const pictures = globSync('media/**/*.{svg,png}', { cwd: root }).filter((path) => !path.includes('/pictures/'));
    expect(pictures.filter((path) => !text.includes(path))).toEqual([]);
  });
});

describe('walkthrough pictures', () => {
  test('take their colours from the theme by attributes: the policy of the page they stand in allows no style of their own', () => {
    for (const { media } of contributes.walkthroughs.flatMap(({ steps }) => steps)) {
      const picture = read(media.svg);
      expect(picture).toContain('var(--vscode-editor-background');
      expect(picture).not.toMatch(/ style=|<style|<script/);
    }
  });
});

describe('names', () => {
  test('language, views, panel, threads and walkthrough are called the same on both sides', () => {
    expect(contributes.languages.map(({ id }) => id)).toEqual([languageId, strategiesLanguage]);
    expect(contributes.grammars.map(({ language }) => language)).toEqual([languageId, strategiesLanguage]);
    expect(contributes.viewsContainers.activitybar.map(({ id }) => id)).toEqual([views.container]);
    expect(contributes.views[views.container]?.map(({ id }) => id)).toEqual([views.talks, views.review]);
    const languages = [languageId, strategiesLanguage, ...agentLanguages].map((id) => `onLanguage:${id}`);
    // Of Markdown these alone have no language of their own.
    const named = ['AGENTS.md', 'CLAUDE.md', 'GEMINI.md'].map((name) => `workspaceContains:${name}`);
    expect(manifest.activationEvents).toEqual([...languages, ...named, `onWebviewPanel:${previewPanel}`]);
    expect(contributes.walkthroughs.map(({ id }) => id)).toEqual([walkthrough]);
    const controllers = [...text.matchAll(/commentController == ([\w.]+)/g)].map(([, id]) => id);
    expect([...new Set(controllers)]).toEqual([threadController, reviewController]);
    const inViews = [...text.matchAll(/\bview == ([\w.]+)/g)].map(([, id]) => id);
    expect([...new Set(inViews)]).toEqual([views.talks, views.review]);
  });

  test('it runs beside the workspace', () => {
    expect(manifest.extensionKind).toEqual(['workspace']);
  });
});

describe('VS Code’s own chat', () => {
  test('vendor and participant are called the same on both sides', () => {
    const { languageModelChatProviders, chatParticipants } = contributes;
    expect(languageModelChatProviders.map(({ vendor }) => vendor)).toEqual([personaVendor]);
    expect(chatParticipants.map(({ id }) => id)).toEqual([participant]);
    const answered = [...hostText.matchAll(/case '(\w+)':\n\s+return this\.#\w+\(/g)].map(([, name]) => name);
    expect(chatParticipants[0]?.commands.map(({ name }) => name)).toEqual(answered);
  });
});
