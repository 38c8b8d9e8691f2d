// The page that shows a character card: its picture, its fields as words, one button. In: the card. Out: HTML under a policy that runs our one line of
// script and loads the picture alone. Whatever stands in the card is text. Runs without `vscode`.

import type { Card } from '../../interop/card/card.ts';
import { escapeHtml } from '../escape-html.ts';

export interface CardPage {
  readonly card: Card;
  /** What may be loaded as a picture; undefined for a card that has none. */
  readonly picture: string | undefined;
  /** From where the policy lets a picture come: what VS Code calls a webview's own resources, or `data:`. */
  readonly source: string;
  readonly nonce: string;
  /** BCP 47, as `vscode.env.language`. */
  readonly language: string;
  readonly words: CardWords;
}

/** Everything the page says of its own, in the language of the editor. */
export interface CardWords {
  readonly open: string;
  readonly version: string;
  readonly lore: string;
  readonly notSent: string;
  readonly empty: string;
}

/** Longer fields are cut; the persona has them whole. In UTF-16 code units. */
const longestField = 20_000;

/** For a file that is no card: what is wrong, in words, and no script at all. */
export function noCardPage(reason: string, language: string): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(reason)}</title>
</head>
<body>
<p>${escapeHtml(reason)}</p>
</body>
</html>
`;
}

export function cardPage(page: CardPage): string {
  const { card, picture, words } = page;
  const policy = [
    "default-src 'none'",
    `img-src ${page.source}`,
    `script-src 'nonce-${page.nonce}'`,
    `style-src 'nonce-${page.nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(card.texts.name)}</title>
<style nonce="${escapeHtml(page.nonce)}">${style}</style>
</head>
<body>
<header>
${picture === undefined ? '' : `<img src="${escapeHtml(picture)}" alt="">`}
<div>
<h1>${escapeHtml(card.texts.name)}</h1>
<p class="version">${escapeHtml(words.version)}</p>
<button id="open" type="button">${escapeHtml(words.open)}</button>
</div>
</header>
<main>
${fieldsOf(card, words) || `<p>${escapeHtml(words.empty)}</p>`}
</main>
<script nonce="${escapeHtml(page.nonce)}">const api = acquireVsCodeApi(); document.getElementById('open').addEventListener('click', () => api.postMessage('open'));</script>
</body>
</html>
`;
}

function fieldsOf(card: Card, words: CardWords): string {
  const { texts, alternateGreetings, tags, book } = card;
  const shown: readonly (readonly [string, string])[] = [
    ['description', texts.description],
    ['personality', texts.personality],
    ['scenario', texts.scenario],
    ['first_mes', texts.first_mes],
    ...alternateGreetings.map((text, index) => [`alternate_greetings ${index + 1}`, text] as const),
    ['mes_example', texts.mes_example],
    ['system_prompt', texts.system_prompt],
    ['post_history_instructions', texts.post_history_instructions],
  ];
  const lore = (book?.entries ?? [])
    .map(({ name, keys, content }) => `${name || keys.join(', ')}: ${content}`)
    .join('\n\n');
  const readers = [texts.creator, texts.character_version, tags.join(', '), texts.creator_notes];
  return [
    ...shown.map(([name, text]) => field(name, text)),
    field(words.lore, lore),
    field(words.notSent, readers.filter((text) => text.trim() !== '').join('\n')),
  ].join('');
}

function field(name: string, text: string): string {
  const own = text.trim();
  if (own === '') return '';
  const cut = own.length > longestField ? `${own.slice(0, longestField)} …` : own;
  return `<section><h2>${escapeHtml(name)}</h2><p>${escapeHtml(cut)}</p></section>\n`;
}

const style = `
body { padding: 16px 24px; max-width: 860px; margin: 0 auto; color: var(--vscode-foreground); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); }
header { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
img { max-width: min(260px, 100%); max-height: 390px; border-radius: 4px; border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent)); }
h1 { font-size: 1.8em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
.version { color: var(--vscode-descriptionForeground); margin: 2px 0 16px; }
button { color: var(--vscode-button-foreground); background: var(--vscode-button-background); border: 1px solid var(--vscode-contrastBorder, transparent); border-radius: 2px; padding: 6px 14px; font: inherit; cursor: pointer; }
button:hover { background: var(--vscode-button-hoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
h2 { font: 600 0.9em var(--vscode-editor-font-family, monospace); color: var(--vscode-descriptionForeground); margin: 20px 0 2px; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
