// Where the talk stands: slots with what is known of them, the stage and what it is for, the moves open now, the tools there are.
import { nameKey } from '../name.ts';
import type { Named, Stage } from '../persona.ts';
import type { Piece, Section } from '../prompt.ts';
import { valueAsProse } from '../values.ts';
import { bullet, type Context, frame, lines, prose, withName } from './context.ts';

export function state(context: Context): readonly Section[] {
  const stage = currentStage(context);
  return [
    ...list(context, 'What you keep track of', context.persona.state, (slot) => {
      const now = valueAsProse(context.values[slot.name.key]);
      return [frame(now === undefined ? ' (not known yet)' : ` (now: ${now})`)];
    }),
    ...list(context, 'What this part of the talk is for', stage ? [stage] : []),
    ...list(context, 'Ways to reply: take the one that fits best', openMoves(context, stage)),
    ...list(context, 'What you can look up or compute', context.persona.tools),
  ];
}

/** The stage named by `{{stage}}`, else the first. */
function currentStage(context: Context): Stage | undefined {
  const { plan } = context.persona;
  const named = context.values.stage;
  return plan.find((stage) => typeof named === 'string' && stage.name.key === nameKey(named)) ?? plan[0];
}

function openMoves(context: Context, stage: Stage | undefined): readonly Named[] {
  const { moves } = context.persona;
  if (!stage || stage.moves.length === 0) return moves;
  return moves.filter((move) => stage.moves.includes(move.name.key));
}

function list<T extends Named>(
  context: Context,
  title: string,
  things: readonly T[],
  behind: (thing: T) => readonly Piece[] = () => [],
): readonly Section[] {
  const parts = things.flatMap((thing) => {
    const pieces = prose(context, thing.text, thing.origin);
    if (!pieces) return [];
    return [bullet([...withName(thing.origin.uri, thing.name, pieces), ...behind(thing)])];
  });
  return parts.length === 0 ? [] : [{ name: 'state', title, pieces: lines(parts) }];
}
