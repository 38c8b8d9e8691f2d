// The read-only document of the doctor: filled while the doctor looks, and kept as it is until the next visit.
import * as vscode from 'vscode';
import { doctorScheme } from '../ids.ts';

export class DoctorDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly uri: vscode.Uri = vscode.Uri.from({ scheme: doctorScheme, path: '/Dramatis Doctor.md' });
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  #text = '';

  readonly onDidChange: vscode.Event<vscode.Uri> = this.#changed.event;

  provideTextDocumentContent(): string {
    return this.#text;
  }

  fill(text: string): void {
    this.#text = text;
    this.#changed.fire(this.uri);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
