// What an author may want mended: tests of the file, what lint and probes found, replies that were disliked or written over in talks. In: a file.
// Out: those the author picks. Runs nothing, asks no model.
import * as vscode from 'vscode';
import type { TraceRecord } from '../../play/trace.ts';
import type { Trouble } from '../../write/offer.ts';
import { troublesOfTalk } from '../../write/troubles-of-talk.ts';
import { codeOf } from '../code-of.ts';
import type { Deps } from '../deps.ts';
import { plainLabel } from '../plain-label.ts';

/** Talks that are looked through, the newest first. */
const mostTalks = 20;

/** Undefined where the author thinks better of it; empty: whatever the tests show. `from`: the talk it is about; the rest is offered, not picked. */
export async function gatherTroubles(
  uri: vscode.Uri,
  deps: Pick<Deps, 'personas' | 'talks'>,
  from?: readonly TraceRecord[],
): Promise<readonly Trouble[] | undefined> {
  const ofTalks = from ? troublesOfTalk(from) : fromTalks(uri, deps);
  const [{ persona }, talks] = await Promise.all([deps.personas.read(uri), ofTalks]);
  const tests = persona.tests.map(({ title, origin }): Trouble => {
    return { kind: 'test', title: title?.value ?? '', text: '', origin };
  });
  const all = [...tests, ...(await findings(uri)), ...talks];
  if (all.length === 0) return [];
  type Pick = vscode.QuickPickItem & { readonly trouble: Trouble };
  const words = kindWords();
  const items = all.map((trouble): Pick => {
    const { kind, title, text } = trouble;
    const detail = text === '' ? vscode.l10n.t('Run first: only what fails counts.') : plainLabel(firstLine(text));
    return {
      label: `$(${icons[kind]}) ${plainLabel(title)}`,
      description: words[kind],
      detail,
      picked: !from || kind === 'talk',
      trouble,
    };
  });
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Improve: from what?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.map(({ trouble }) => trouble);
}

/** What the editor shows on the lines of the file: lint, and what probes broke. */
async function findings(uri: vscode.Uri): Promise<Trouble[]> {
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
    .map((finding): Trouble => {
      const { message, range } = finding;
      const name = codeOf(finding);
      const { text: line } = document.lineAt(range.start.line);
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return {
        kind: 'finding',
        title: name === undefined ? message : String(name),
        text: `${message}\nLine ${range.start.line + 1}: ${line.trim()}`,
        origin: { uri: uri.toString(), range: span },
      };
    });
}

async function fromTalks(uri: vscode.Uri, deps: Pick<Deps, 'talks'>): Promise<Trouble[]> {
  const store = await deps.talks.store();
  const own = (await store.list()).filter(({ personaUri }) => personaUri === uri.toString()).slice(0, mostTalks);
  const records = await Promise.all(own.map(({ id }) => store.read(id)));
  return records.flatMap((talk) => [...troublesOfTalk(talk)]);
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

const icons = { test: 'beaker', probe: 'shield', finding: 'warning', talk: 'comment-discussion' } as const;

function kindWords(): Readonly<Record<Trouble['kind'], string>> {
  return {
    test: vscode.l10n.t('test'),
    probe: vscode.l10n.t('broken by a probe'),
    finding: vscode.l10n.t('finding'),
    talk: vscode.l10n.t('a talk'),
  };
}
