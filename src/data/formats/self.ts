// Replies criticised and refined, after SELF: `meta` teaches the critique (four fields), `self` the refined reply alone. What was criticised by the rules of
// the persona counts; a refinement that was rejected is told with its reason and is in neither.
import type { CounselNote } from '../../play/counsel-notes.ts';
import { pathTo } from '../../play/tree.ts';
import { wordsBefore } from '../chat-of.ts';
import { type DataContext, type DataFormat, noRows, type Row } from '../format.ts';
import { type RecordedTalk, unfit } from '../recorded-talk.ts';
import { record, someText, told } from '../schema-pieces.ts';

type Refined = Extract<CounselNote, { readonly kind: 'refined' }>;

export const self: DataFormat = {
  id: 'self',
  title: 'Critique and refinement (SELF)',
  needs: 'Replies that were refined by the rules (*Refine this reply*).',
  takenBy: "SELF's meta-skill learning and its self-evolution rounds",
  encoding: 'jsonl',
  parts: [
    {
      name: 'meta',
      row: 'A reply, what was found in it, what it became.',
      schema: record({
        prompt: told("the user's line", someText),
        response: someText,
        feedback: told('flaws by the names of the rules; `No flaws.` where there were none', someText),
        refinement: told('the reply itself where nothing was to be mended', someText),
      }),
    },
    { name: 'self', row: 'A line and the reply that held.', schema: record({ prompt: someText, refined: someText }) },
  ],
  project(talk, context) {
    const notes = talk.state.notes.filter((note): note is Refined => note.kind === 'refined' && note.by === 'rules');
    if (notes.length === 0) return noRows('No reply of it was refined by the rules.');
    const left: string[] = [];
    const rows = notes.flatMap((note) => rowsOfNote(talk, note, context, left));
    return { rows, left };
  },
};

function rowsOfNote(talk: RecordedTalk, note: Refined, { takeUnfit }: DataContext, left: string[]): readonly Row[] {
  const { tree } = talk.state;
  const reply = tree.find(({ id }) => id === note.of);
  const prompt = reply && wordsBefore(pathTo(tree, reply.after));
  if (!reply || !prompt?.trim()) return [];
  if (note.outcome === 'rejected' || note.outcome === 'failed') {
    left.push(
      note.outcome === 'failed'
        ? 'A refinement failed.'
        : `A refinement was rejected: ${note.why.replace(/\.$/u, '')}.`,
    );
    return [];
  }
  const held = note.outcome === 'kept' ? reply : tree.find(({ id }) => id === note.turn);
  if (!held) return [];
  // What held when it was judged may have been found bad since.
  const bad = takeUnfit ? undefined : unfit(held, talk);
  if (bad !== undefined) {
    left.push(bad);
    return [];
  }
  const refined = held.text;
  const feedback = note.flaws.map(({ rule, what }) => (rule === '' ? what : `${rule}: ${what}`)).join('\n');
  const meta = { prompt, response: reply.text, feedback: feedback || 'No flaws.', refinement: refined };
  return [
    { part: 'meta', value: meta },
    { part: 'self', value: { prompt, refined } },
  ];
}
