// The page that a preview panel starts from. In: where its files are, and a nonce. Out: HTML under a policy that runs our one script and
// loads our style sheet and icon font, and nothing else from anywhere. Runs without `vscode`.
import { escapeHtml } from '../escape-html.ts';

export interface PreviewPage {
  /** What VS Code calls a webview's own resources in a policy. */
  readonly source: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  /** BCP 47, as `vscode.env.language`. */
  readonly language: string;
  readonly title: string;
}

/** The policy: no picture, no connection, no frame, no inline style, no eval. */
export function previewPolicy(page: Pick<PreviewPage, 'source' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.source}`,
    `font-src ${page.source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The page. Everything put in is escaped. */
export function previewHtml(page: PreviewPage): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(previewPolicy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<link rel="stylesheet" href="${escapeHtml(page.style)}">
</head>
<body>
<script nonce="${escapeHtml(page.nonce)}" src="${escapeHtml(page.script)}"></script>
</body>
</html>
`;
}
