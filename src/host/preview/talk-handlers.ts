// What the panel asks that goes by the talk shown and needs a person: lists, questions, places to save at. In: the panel's talk and file. Out: begun.
import type { PanelAsks } from '../../wire/preview-protocol.ts';
import { copyRequestAsCurl } from '../commands/copy-as-curl.ts';
import { askAsUser, startInterview } from '../interview/start-interview.ts';
import { keepLive } from '../talks/keep-talk.ts';
import { saveShown } from './more/save-as.ts';
import { type MoreContext, moreActions } from './more-actions.ts';
import { requestOf } from './panel-actions.ts';
import { showSent } from './sent-documents.ts';

type Asked = 'keep' | 'openSent' | 'copyAsCurl' | 'more' | 'interview' | 'askAsUser' | 'saveAs';

/** `panel`: what it shows now. `later`: does what needs a person, and says what went wrong. */
export function talkHandlers(
  panel: () => Promise<MoreContext>,
  later: (work: () => Promise<unknown>) => undefined,
): { [K in Asked]: (params: PanelAsks[K]['params']) => undefined } {
  return {
    keep: () => later(() => panel().then(({ uri, talk, deps }) => talk && keepLive(uri, talk, deps))),
    openSent: ({ request }) =>
      later(() => panel().then(({ talk, persona }) => showSent(talk?.id ?? '', request, persona?.name ?? ''))),
    copyAsCurl: ({ request }) =>
      later(() => panel().then(({ uri, talk, deps }) => copyRequestAsCurl(deps, requestOf(talk, request), uri))),
    more: () => later(() => panel().then(moreActions)),
    interview: () => later(() => panel().then(startInterview)),
    askAsUser: () => later(() => panel().then(askAsUser)),
    saveAs: ({ turn }) => later(async () => saveShown(await panel(), turn)),
  };
}
