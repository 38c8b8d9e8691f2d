// What surrounds the panel: style sheets that the bundler takes, and what VS Code gives a webview, as far as it is used.
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

declare module '*.css';
