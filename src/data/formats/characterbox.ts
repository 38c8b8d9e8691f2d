// What each was asked and answered in a narrated scene, after CharacterBox: rows of characters, rows of the narrator by its task. Scores of a critic are in no
// talk, so no rows for a reward model are made.
import { type DataFormat, noRows, type Row } from '../format.ts';
import { unfit } from '../recorded-talk.ts';
import { chatMessage, list, oneOf, record, someText, told } from '../schema-pieces.ts';
import { plain } from './dpo.ts';

const characterTasks = ['self-belief', 'surroundings', 'action', 'line', 'reaction'];
const narratorTasks = ['synopsis', 'affected', 'outcome', 'placement', 'scene-update', 'plot'];

export const characterBox: DataFormat = {
  id: 'characterbox',
  title: 'Narrated scenes (CharacterBox)',
  needs: 'A scene that a narrator kept in rounds.',
  takenBy: "CharacterBox's characters and narrators",
  encoding: 'jsonl',
  parts: [
    {
      name: 'character',
      row: 'What a character was asked and answered.',
      schema: record({
        task: oneOf(...characterTasks),
        character: told('as the scene calls them', someText),
        messages: list(chatMessage, 1),
        output: someText,
      }),
    },
    {
      name: 'narrator',
      row: 'What the narrator was asked and answered.',
      schema: record({ task: oneOf(...narratorTasks), messages: list(chatMessage, 1), output: someText }),
    },
  ],
  project(talk, { persona, takeUnfit }) {
    if (talk.scene?.protocol !== 'narrated') return noRows('It is no scene that a narrator kept in rounds.');
    const names = new Map([['self', persona.name], ...talk.scene.cast.map(({ key, name }) => [key, name] as const)]);
    const left = ['No critic scored it in the talk: no rows for a reward model.'];
    const said = new Map(talk.state.turns.map((turn) => [turn.request, turn]));
    const rows = talk.state.requests.flatMap(({ id, step, actor = 'self', messages }): Row[] => {
      const output = talk.answers.get(id)?.[0];
      if (!output?.trim()) return [];
      const asked = { task: step, messages: plain(messages) };
      if (narratorTasks.includes(step)) return [{ part: 'narrator', value: { ...asked, output } }];
      if (!characterTasks.includes(step)) return [];
      const turn = said.get(id);
      const bad = takeUnfit || turn?.speaker !== 'self' ? undefined : unfit(turn, talk);
      if (bad !== undefined) {
        left.push(bad);
        return [];
      }
      return [{ part: 'character', value: { ...asked, character: names.get(actor) ?? actor, output } }];
    });
    return rows.length === 0 ? noRows('Nothing was answered in it.', ...left) : { rows, left };
  },
};
