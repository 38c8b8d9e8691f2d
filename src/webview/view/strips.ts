// Thin strips between the header and the talk, each in a file of its own: what is going on that is no line of the talk. A strip that is not
// in use gives `nothing`. A feature adds its line here.
import { html, nothing } from 'lit-html';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import { compareStrip } from './compare-strip.ts';
import { duplexStrip } from './duplex-strip.ts';
import { findStrip } from './find-strip.ts';
import { interviewStrip } from './interview-strip.ts';
import { reEnactStrip } from './re-enact-strip.ts';
import { sceneStrip } from './scene-strip.ts';
import { strategiesStrip } from './strategies-strip.ts';

/** The strip as it stands, or `nothing`. */
export type Strip = (state: PanelState, actions: Actions) => unknown;

const all: readonly Strip[] = [
  sceneStrip,
  compareStrip,
  findStrip,
  interviewStrip,
  duplexStrip,
  reEnactStrip,
  strategiesStrip,
];

/** The strips in use, in the order they stand. */
export function strips(state: PanelState, actions: Actions) {
  const shown = all.map((strip) => strip(state, actions));
  if (shown.every((strip) => strip === nothing)) return nothing;
  return html`<section class="strips" aria-label=${state.words.strips}>${shown}</section>`;
}
