// An icon of VS Code's own set. Decoration only: the words beside it, or the button's name, carry the meaning.
import { html } from 'lit-html';

export type IconName =
  | 'refresh'
  | 'save'
  | 'ellipsis'
  | 'chevron-down'
  | 'chevron-right'
  | 'send'
  | 'debug-stop'
  | 'edit'
  | 'copy'
  | 'eye'
  | 'eye-closed'
  | 'go-to-file'
  | 'pass'
  | 'error'
  | 'circle-large-outline'
  | 'question'
  | 'warning'
  | 'info'
  | 'shield'
  | 'comment-discussion'
  | 'arrow-swap'
  | 'git-commit'
  | 'watch'
  | 'debug-disconnect'
  | 'close'
  | 'pulse'
  | 'chevron-left'
  | 'chevron-up'
  | 'discard'
  | 'git-branch'
  | 'loading'
  | 'search'
  | 'globe'
  | 'split-horizontal'
  | 'save-as'
  | 'star-full'
  | 'star-empty'
  | 'arrow-right'
  | 'layout-sidebar-right'
  | 'fold'
  | 'circle-slash'
  | 'trash'
  | 'layout-sidebar-right-off';

/** The icon `name`, hidden from screen readers. */
export function icon(name: IconName) {
  return html`<span class="codicon codicon-${name}" aria-hidden="true"></span>`;
}
