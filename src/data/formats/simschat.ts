// Scenes whose lines are spoken or thought, after SimsChat: profile, scene, tagged lines, and the text that is trained on, with a mark at the end of each line.
// Only the persona's own thoughts are in it.
import { filledText } from '../../play/protocol/filled-text.ts';
import { type DataFormat, noRows, rowsOf } from '../format.ts';
import { attributesOf } from '../profile-of.ts';
import { unfitTalk } from '../recorded-talk.ts';
import { anyText, list, oneOf, record, someText, told } from '../schema-pieces.ts';

const endOfTurn = '<|end_of_turn|>';

export const simsChat: DataFormat = {
  id: 'simschat',
  title: 'Scenes with thoughts (SimsChat)',
  needs: 'A scene of the file that was played.',
  takenBy: "SimsChat's fine-tuning",
  encoding: 'jsonl',
  parts: [
    {
      name: '',
      row: 'A scene.',
      schema: record({
        profile: someText,
        scene: told(
          '`type:`, `setting:`, `common ground:`, `mood:` and `event:` of the file; empty where it does not say',
          record({ type: anyText, location: anyText, background: anyText, mood: anyText, topic: anyText }),
        ),
        dialogue: list(record({ speaker: someText, tag: oneOf('speaking', 'thinking'), text: someText }), 2),
        text: told(`profile, scene and lines; \`${endOfTurn}\` at the end of each line and nowhere else`, someText),
      }),
      invariant(row) {
        const lines = (row['dialogue'] as readonly unknown[]).length;
        const marks = String(row['text']).split(endOfTurn).length - 1;
        return marks === lines ? undefined : `There are ${marks} marks for ${lines} lines.`;
      },
    },
  ],
  project(talk, context) {
    const { persona } = context;
    const scene = talk.scene && persona.scenes[talk.scene.index];
    if (!talk.scene || !scene) return noRows('No scene of the file was played in it.');
    const turns = talk.state.turns.filter(
      ({ text, thought, speaker }) => text.trim() !== '' && (!thought || speaker === 'self'),
    );
    const bad = unfitTalk(talk, context);
    if (bad !== undefined) return noRows(bad);
    if (turns.some(({ text }) => text.includes(endOfTurn))) return noRows('A line holds the mark that ends a line.');
    const said = (text: (typeof scene)['setting']) => (text ? filledText(persona, text) : '');
    const where = {
      type: scene.type ?? '',
      location: said(scene.setting),
      background: said(scene.commonGround),
      mood: said(scene.mood),
      topic: said(scene.event),
    };
    const dialogue = turns.map(({ speaker, name = speaker, thought, text }) => ({
      speaker: speaker === 'self' ? persona.name : name,
      tag: thought ? 'thinking' : 'speaking',
      text,
    }));
    const profile = attributesOf(persona).join('\n');
    const head = Object.entries(where).flatMap(([name, text]) => (text === '' ? [] : [`${name}: ${text}`]));
    const lines = dialogue.map(({ speaker, tag, text }) => `${speaker} (${tag}): ${text}${endOfTurn}`);
    return rowsOf([
      { profile, scene: where, dialogue, text: [profile, head.join('\n'), lines.join('\n')].join('\n\n') },
    ]);
  },
};
