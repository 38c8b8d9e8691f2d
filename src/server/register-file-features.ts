// Features that look at one open file: which message of the protocol is answered by which of them. No feature lives here.
import type { Connection, Range as LspRange, Position } from 'vscode-languageserver';
import { range } from '../base/range.ts';
import type { Measures } from '../lang/measures.ts';
import type { Parsed } from '../lang/parsed.ts';
import type { Persona } from '../lang/persona.ts';
import type { Tree } from '../lang/tree.ts';
import type { ActionClient } from './action-client.ts';
import type { Documents } from './documents.ts';
import { completion } from './features/completion/completion.ts';
import { documentLinks } from './features/document-links.ts';
import { foldingRanges } from './features/folding.ts';
import { formatting, rangeFormatting } from './features/formatting.ts';
import { documentHighlights } from './features/highlights.ts';
import { hover } from './features/hover/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { linkedEditing } from './features/linked-editing.ts';
import { onTypeFormatting } from './features/on-type-formatting.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { encodeTokens } from './features/semantic-tokens/encode.ts';
import { semanticTokenData, semanticTokens } from './features/semantic-tokens/semantic-tokens.ts';
import { documentSymbols } from './features/symbols.ts';
import { onceMeasured } from './once-measured.ts';
import { TokenHistory } from './token-history.ts';

type About = { readonly textDocument: { readonly uri: string } };

/** @param client asked for at each request: it is known once the editor has introduced itself. `load` brings a heavy measure. */
export function registerFileFeatures(
  connection: Connection,
  documents: Documents,
  client: () => Pick<ActionClient, 'insertsOrReplaces'>,
  load: (which: keyof Measures) => Promise<void>,
): void {
  /** Asks a feature about the persona as it stands now; `none` is the answer for a document that is not open. */
  const ask =
    <P extends About, R>(none: R, feature: (persona: Persona, params: P) => R) =>
    (params: P): R => {
      const persona = documents.check(params.textDocument.uri, 'typing')?.persona;
      return persona ? feature(persona, params) : none;
    };
  /** The same of its tree alone, which costs far less than the persona. */
  const askTree =
    <P extends About, R>(none: R, feature: (tree: Tree, params: P) => R) =>
    (params: P): R => {
      const tree = documents.check(params.textDocument.uri, 'typing')?.tree;
      return tree ? feature(tree, params) : none;
    };
  /** The same for a feature that is asked about one place. */
  const askAt = <P extends About & { readonly position: Position }, R>(
    none: R,
    feature: (persona: Persona, offset: number) => R,
  ) => ask<P, R>(none, (persona, { position }) => feature(persona, persona.tree.lines.offsetAt(position)));
  const askTreeAt = <P extends About & { readonly position: Position }, R>(
    none: R,
    feature: (tree: Tree, offset: number) => R,
  ) => askTree<P, R>(none, (tree, { position }) => feature(tree, tree.lines.offsetAt(position)));
  const offsets = ({ lines }: Tree, { start, end }: LspRange) => range(lines.offsetAt(start), lines.offsetAt(end));

  connection.onCompletion(
    askAt([], (persona, offset) =>
      completion(persona, offset, documents.sourceFor(persona.uri), client().insertsOrReplaces),
    ),
  );
  // The first one of all says how many tokens there are, too.
  connection.onHover((params) =>
    onceMeasured(
      (measures) =>
        askAt(null, (persona, offset) =>
          hover(persona, offset, { measures, source: documents.sourceFor(persona.uri) }),
        )(params),
      { measures: documents.measures, load },
    ),
  );
  connection.onDocumentHighlight(askTreeAt([], documentHighlights));
  connection.onSelectionRanges(
    askTree([], (tree, { positions }) => positions.map((at) => selectionRanges(tree, tree.lines.offsetAt(at)))),
  );
  connection.languages.onLinkedEditingRange(askTreeAt(null, linkedEditing));
  connection.onDocumentFormatting(askTree([], formatting));
  connection.onDocumentRangeFormatting(
    askTree([], (tree, params) => rangeFormatting(tree, offsets(tree, params.range))),
  );
  connection.onDocumentOnTypeFormatting(askTree([], (tree, { position }) => onTypeFormatting(tree, position)));
  connection.languages.inlayHint.on(
    ask([], (persona, params) =>
      inlayHints(persona, offsets(persona.tree, params.range), documents.measures, documents.hints),
    ),
  );
  connection.onDocumentLinks(askTree([], (tree) => documentLinks(tree, documents.sourceFor(tree.uri))));
  const history = new TokenHistory((uri) => documents.get(uri) !== undefined);
  /** The same of the units that the text is read in: for what is worked out of each by itself. */
  const askText =
    <P extends About, R>(none: R, feature: (parsed: Parsed, params: P) => R) =>
    (params: P): R => {
      const parsed = documents.check(params.textDocument.uri, 'typing')?.parsed;
      return parsed ? feature(parsed, params) : none;
    };
  connection.onDocumentSymbol(askText([], documentSymbols));
  connection.onFoldingRanges(askText([], foldingRanges));
  connection.languages.semanticTokens.on(
    askText({ data: [] }, (parsed) => history.full(parsed.uri, semanticTokenData(parsed))),
  );
  connection.languages.semanticTokens.onDelta(
    askText({ data: [] }, (parsed, { previousResultId }) =>
      history.delta(parsed.uri, previousResultId, semanticTokenData(parsed)),
    ),
  );
  connection.languages.semanticTokens.onRange(
    askText({ data: [] }, (parsed, params) => {
      const { start, end } = params.range;
      const within = range(parsed.lines.offsetAt(start), parsed.lines.offsetAt(end));
      return { data: encodeTokens(parsed.lines, semanticTokens(parsed, within)) };
    }),
  );
}
