// A talk as people read it: plain text or Markdown. Says who spoke, which model, how a reply ended, which rules it broke and whether it was liked.
import type { Turn } from './events.ts';
import type { Thumb } from './thumbs.ts';

export interface TranscriptOptions {
  /** How the persona is called. */
  readonly persona: string;
  /** How the user is called; default `You`. */
  readonly user?: string;
  readonly format: 'text' | 'markdown';
  /** What was said of replies, by id; undefined: it is left out. */
  readonly thumbs?: ReadonlyMap<string, Thumb>;
}

/** The whole talk, ending with a line feed; an empty talk gives an empty text. */
export function transcript(turns: readonly Turn[], options: TranscriptOptions): string {
  const parts = turns.map((turn) =>
    options.format === 'markdown' ? inMarkdown(turn, options) : inText(turn, options),
  );
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : '';
}

function inText(turn: Turn, options: TranscriptOptions): string {
  const notes = notesOf(turn, options);
  const text = `${nameOf(turn, options)}: ${turn.text}`;
  return notes.length > 0 ? `${text}\n  [${notes.join('; ')}]` : text;
}

function inMarkdown(turn: Turn, options: TranscriptOptions): string {
  const notes = notesOf(turn, options);
  const text = `**${nameOf(turn, options)}**\n\n${turn.text}`;
  return notes.length > 0 ? `${text}\n\n*${notes.join('; ')}*` : text;
}

function nameOf(turn: Turn, options: TranscriptOptions): string {
  // Whoever is neither, or plays the user, has a name of its own.
  if (turn.speaker === 'self') return options.persona;
  return turn.name ?? (turn.speaker === 'user' ? (options.user ?? 'You') : turn.speaker);
}

function notesOf(turn: Turn, { thumbs }: TranscriptOptions): string[] {
  const thumb = thumbs?.get(turn.id);
  const broken = (turn.verdicts ?? []).filter((verdict) => verdict.state === 'broken').map((verdict) => verdict.rule);
  return [
    ...(turn.thought ? ['thought, and nobody hears it'] : []),
    ...(turn.model ? [turn.model.label] : []),
    ...endings(turn.finish),
    ...(turn.labels ?? []),
    ...(broken.length > 0 ? [`breaks: ${broken.join(', ')}`] : []),
    ...(thumb ? [thumb === 'up' ? 'liked' : 'disliked'] : []),
  ];
}

function endings(finish: Turn['finish']): string[] {
  if (finish === 'stopped') return ['stopped early'];
  if (finish === 'length') return ['cut at the length limit'];
  return finish === 'filtered' ? ['filtered by the provider'] : [];
}
