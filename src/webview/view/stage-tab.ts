// The drawer's tab of a scene: what is learnt beside its lines. In: the state. Out: one section a kind, each in a file of its own; one that has
// nothing to say gives `nothing`. A feature adds its line here.
import { html, nothing } from 'lit-html';
import type { Actions } from '../actions.ts';
import type { PanelState } from '../state.ts';
import type { DrawerTab } from './drawer-tabs.ts';
import { stageBeliefs } from './stage-beliefs.ts';
import { stageCast } from './stage-cast.ts';
import { stageDyad } from './stage-dyad.ts';
import { stageHidden } from './stage-hidden.ts';
import { stageRounds } from './stage-rounds.ts';

/** Sections, or `nothing`. */
type StageSection = (state: PanelState, actions: Actions) => unknown;

const sections: readonly StageSection[] = [stageCast, stageRounds, stageBeliefs, stageHidden, stageDyad];

export const stageTab: DrawerTab = {
  id: 'stage',
  name: ({ stage }) => stage,
  offered: ({ parts, status }) => parts.stage.began !== undefined || status.scene !== undefined,
  view(state, actions) {
    const shown = sections.map((section) => section(state, actions));
    if (shown.every((section) => section === nothing)) return html`<p class="faint">${state.words.stageEmpty}</p>`;
    return html`<div class="stage-tab">${shown}</div>`;
  },
};
