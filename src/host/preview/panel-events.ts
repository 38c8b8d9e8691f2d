// Play events as the panel is told them: without the messages of requests and the clauses of verdicts, which a long talk would carry
// over and over. Pure.
import type { PlayEvent, SentRequest, Turn } from '../../play/events.ts';
import type { PanelEvent, PanelSent, PanelTurn } from '../../wire/preview-protocol.ts';

/** One event, cut to what is drawn. `unheard`: turns of which the reader may know no more than that they are there. */
export function panelEvent(event: PlayEvent, unheard: (turn: Turn) => boolean = () => false): PanelEvent {
  switch (event.type) {
    case 'turn':
      return { type: 'turn', turn: panelTurn(event.turn, unheard) };
    case 'replied':
      return { ...event, turn: panelTurn(event.turn, unheard) };
    case 'asked': {
      const { id, step, actor, model, dropped, folded, tokens, beside, version } = event.request;
      return {
        type: 'asked',
        turn: event.turn,
        request: {
          id,
          step,
          actor,
          model: model.label,
          dropped: whys(dropped),
          folded,
          tokens,
          beside,
          version: version?.name,
        },
      };
    }
    case 'answered':
      return { type: 'answered', request: event.request, usage: event.usage, ms: event.ms };
    case 'preferred':
      return { type: 'preferred', turns: event.preference.turns };
    default:
      return event;
  }
}

/** A request as *what was sent* shows it. */
export function panelSent(request: SentRequest): PanelSent {
  const { model, messages, temperature, dropped, folded, tokens, strategies } = request;
  return {
    model: model.label,
    messages,
    temperature,
    dropped: whys(dropped),
    folded,
    tokens,
    ...(strategies ? { strategies } : {}),
    repeatable: request.wire !== undefined,
  };
}

function panelTurn(turn: Turn, unheard: (turn: Turn) => boolean): PanelTurn {
  const hidden = unheard(turn);
  const {
    id,
    after,
    beside,
    speaker,
    name,
    thought = false,
    text,
    origin,
    model,
    finish,
    edited,
    labels = [],
    verdicts,
    request,
  } = turn;
  return {
    id,
    after,
    beside,
    speaker,
    name,
    thought,
    ...(hidden ? { hidden: true as const } : {}),
    text: hidden ? '' : text,
    written: origin !== undefined,
    model: model?.label,
    finish,
    edited: edited !== undefined,
    labels: hidden ? [] : labels,
    verdicts: hidden
      ? undefined
      : verdicts?.map(({ rule, state, why, span, ours }) => ({ rule, state, why, span, ours })),
    request: hidden ? undefined : request,
  };
}

/** Many facts may be left out for one reason; the reason is said once. */
function whys(dropped: SentRequest['dropped']): string[] {
  return [...new Set(dropped.map(({ why }) => why))];
}
