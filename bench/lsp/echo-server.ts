// The floor of every answer: a server on the same library that keeps its documents, reads nothing in them and answers at once. Asked to
// (`initializationOptions.scan`), it looks at every character of a text once before it answers.
import {
  createConnection,
  type Diagnostic,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const connection = createConnection(ProposedFeatures.all);
const texts = new TextDocuments(TextDocument);
const start = { line: 0, character: 0 };
const mark: Diagnostic = { range: { start, end: { line: 0, character: 1 } }, severity: 2, message: 'Here.' };
let scan = false;

connection.onInitialize(({ initializationOptions }) => {
  scan = initializationOptions?.scan === true;
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      completionProvider: {},
    },
  };
});
texts.onDidChangeContent(({ document }) => {
  const code = scan ? linesOf(document.getText()) : 0;
  void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [{ ...mark, code }] });
});
connection.onCompletion(() => [{ label: 'fact' }]);
texts.listen(connection);
connection.listen();

/** How many lines of a text are not blank. */
function linesOf(text: string): number {
  let count = 0;
  let blank = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) {
      if (!blank) count++;
      blank = true;
    } else if (code !== 32) blank = false;
  }
  return blank ? count : count + 1;
}
