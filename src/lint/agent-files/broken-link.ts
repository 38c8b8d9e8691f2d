// Relative links to files that are not there. Looked for through the source alone, so never outside the project's folder. What may be a placeholder, or a
// file that is yet to be made, is left alone; where the folder is not there, or no other link of the file holds, what it leads to may not have been brought along, so that is a hint.
import type { Link } from '../../interop/agent-file/agent-file.ts';
import type { Problem } from '../../lang/problems.ts';
import type { AgentContext, AgentRule } from './agent-rule.ts';
import { isYetToBe } from './yet-to-be.ts';

export const brokenLink: AgentRule = {
  id: 'broken-link',
  leftTo: ['chatagent', 'skill', 'instructions', 'prompt'],
  check: (context) => {
    const { file, text } = context;
    const links = file.links.slice(0, most).filter((link) => !isYetToBe(link, file, text));
    const looked = links.flatMap((link) => lookedAt(link, context));
    const holds = looked.some(({ there }) => there);
    return looked.filter(({ there }) => !there).map((each) => broken(each, holds, context));
  },
};

/** Each is a look at the disk. */
const most = 300;

interface Looked {
  readonly link: Link;
  readonly path: string;
  readonly there: boolean;
}

/** Nothing of what leads to no file, or to one that may not be looked at. */
function lookedAt(link: Link, { source, uri }: AgentContext): readonly Looked[] {
  const path = pathOf(link.target);
  if (path === undefined) return [];
  const found = source.read(path, uri);
  return found.ok || found.reason === 'missing' ? [{ link, path, there: found.ok }] : [];
}

/** @param holds another link of the file leads to one that is there. */
function broken({ link, path }: Looked, holds: boolean, { source, uri }: AgentContext): Problem {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
  const there = folder === '.' || (source.list?.(folder, uri).length ?? 0) > 0;
  const message = there ? `There is no file \`${path}\`.` : `There is no file \`${path}\`, nor its folder.`;
  return { code: 'broken-link', severity: there && holds ? 'warning' : 'hint', range: link.targetRange, message };
}

/** What people link to beside such a file. `event.data`, `1.5` and `contoso.com` end like names of files, too, and are none. */
const endings =
  /[^/]\.(?:md|mdx|markdown|txt|adoc|rst|html?|css|scss|less|json[c5l]?|ya?ml|toml|ini|xml|csv|tsv|sql|graphql|proto|[cm]?[jt]sx?|vue|svelte|py|ipynb|rb|php|go|rs|java|kt|swift|cs|csproj|sln|fs|vb|cpp|cc|hpp|sh|bash|zsh|ps1|psm1|bat|cmd|tf|bicep|lua|dart|ex|exs|scala|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|pptx?|drawio|mmd|puml|persona|prompty|prompt)$/iu;

/** A file's name has a known ending; what stands for a name, belongs to a site or is a path of Windows is none. */
function pathOf(target: string): string | undefined {
  // A place in code moves with every change, so that whoever writes one shows how to write them.
  if (/#L\d/u.test(target)) return undefined;
  const bare = target.replace(/[?#].*$/su, '');
  if (
    bare === '' ||
    /^(?:[a-z][a-z0-9+.-]*:|[/#~@]|www\.|[a-z0-9-]+\.(?:com|org|net|io|dev|ai)\/)/iu.test(bare) ||
    bare.length > 300
  )
    return undefined;
  if (!endings.test(bare) || /[{}<>*$|\\\s…[\]]|\.\.\./u.test(bare)) return undefined;
  if (/(?:^|[/_-])(?:path|your|my|some|example|sample|placeholder|foo|bar|xxx+|yyyy|nnnn?)(?:[/_.-]|$)/iu.test(bare))
    return undefined;
  if (/^(?:\.\/)?(?:file|filename|image|img|link|url|page|doc|document|name|title|screenshot)\d*\.\w+$/iu.test(bare))
    return undefined;
  try {
    return decodeURIComponent(bare);
  } catch {
    return undefined;
  }
}
