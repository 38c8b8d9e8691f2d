// A note of a way of playing as a line of text, for doors that have no drawer: the terminal. In: a note, and what each key is called. Out: one
// line or several, in English; undefined for a note that is none of theirs. Says no more than the note does.
import type { Note } from '../notes.ts';

/** `name`: what a key is called in this scene. */
export function noteWords(note: Note, name: (key: string) => string): string | undefined {
  switch (note.kind) {
    case 'self-belief': {
      const parts = [
        ['believes', note.belief],
        ['wants', note.desire],
        ['means to', note.intention],
      ].flatMap(([what, text]) => (text ? [`${what}: ${text}`] : []));
      return `${name(note.actor)} ${parts.length > 0 ? parts.join('; ') : 'believes nothing that can be read'}`;
    }
    case 'surroundings':
      return `${name(note.actor)} sees: ${note.text}`;
    case 'synopsis': {
      const plans = new Map(note.plans.map(({ actor, plan }) => [actor, plan]));
      const lines = note.order.map((actor) => `  ${name(actor)}: ${plans.get(actor) ?? 'no plan'}`);
      return [`Round ${note.round}`, ...lines].join('\n');
    }
    case 'affected':
      return note.target === undefined ? undefined : `${name(note.actor)} touches ${name(note.target)}`;
    case 'placement': {
      const parts = (['position', 'condition'] as const).map((part) => {
        const marks = [
          note.changed.includes(part) ? 'changed' : '',
          note.kept.includes(part) ? 'kept: the answer could not be read' : '',
        ].filter((mark) => mark !== '');
        return `${note[part] || 'not said'}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`;
      });
      return `${name(note.actor)} is now: ${parts.join('; ')}`;
    }
    case 'scene-update':
      return `The scene now: ${note.text}`;
    case 'plot':
      return `The plot so far: ${note.text}`;
    case 'decoded': {
      const found = note.found ? 'found out' : 'not found out';
      return `Guess at ${note.part}: ${note.guess || 'nothing'} [${bar(note.likeness)}] ${note.likeness.toFixed(2)} of ${note.threshold.toFixed(2)} needed, ${note.estimator}: ${found}`;
    }
    case 'hint':
      return `Hint about ${note.part}: ${note.text || 'none'}`;
    case 'proposal':
      return `Proposal ${note.attempt}: ${note.text || 'nothing'}`;
    case 'proposal-score':
      return `Proposal ${note.attempt}: ${note.score === undefined ? 'no score in the answer' : `${note.score} of 10`}`;
    case 'tone-samples':
      return [`How ${name(note.actor)} talks:`, ...note.samples.map((sample) => `  ${sample}`)].join('\n');
    case 'aspect-pick': {
      const blocked = note.blocked.length > 0 ? ` (too often of late: ${note.blocked.join(', ')})` : '';
      return `${name(note.actor)} has in mind: ${note.aspect === 'none' ? 'nothing' : note.aspect}${blocked}`;
    }
    case 'seeker-mood':
      return `Mood: ${note.score === undefined ? 'no score in the answer' : `${note.score} of 5`}`;
    case 'support-rating': {
      if (note.mean === undefined) return 'How it went: the answer held no rating that can be read.';
      const { mean, lifted, addressed, engaged, reason } = note;
      return `How it went: ${mean.toFixed(2)} of 5 (mood ${lifted}, problem ${addressed}, took part ${engaged}). ${reason}`;
    }
    default:
      return undefined;
  }
}

/** Ten places, so that it can be read without a picture. */
function bar(likeness: number): string {
  const full = Math.round(Math.max(0, Math.min(1, likeness)) * 10);
  return '#'.repeat(full).padEnd(10, '.');
}
