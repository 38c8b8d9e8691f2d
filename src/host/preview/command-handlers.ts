// What the panel asks of its talk and nothing else: each question is one command of the player. In: what does a command. Out: the handlers.
import type { PlayCommand } from '../../play/events.ts';
import type { PanelAsks } from '../../wire/preview-protocol.ts';

type Named = 'say' | 'retry' | 'edit' | 'go' | 'prefer' | 'tie' | 'thumb' | 'scene';

/** `go`: does a command; what comes of it arrives as events. */
export function commandHandlers(go: (command: PlayCommand) => Promise<undefined>): {
  [K in Named]: (params: PanelAsks[K]['params']) => Promise<undefined>;
} {
  return {
    say: ({ text }) => go({ type: 'say', text }),
    retry: () => go({ type: 'retry' }),
    edit: ({ turn, text }) => go({ type: 'edit', turn, text }),
    go: ({ turn, onward }) => go({ type: 'go', turn, onward }),
    prefer: ({ chosen, rejected }) => go({ type: 'prefer', chosen, rejected, by: 'author' }),
    tie: ({ one, other }) => go({ type: 'tie', turns: [one, other] }),
    thumb: ({ turn, thumb }) => go({ type: 'thumb', turn, thumb }),
    scene: ({ act }) => go({ type: 'scene', act }),
  };
}
