// Scenes and tagged lines that a model wrote, read with care: a mood or a type that is none, a tag that is neither said nor thought. In: JSON. Out:
// values, and what is wrong in words. A line with a strange tag is left out, never taken as said.
import { moods } from '../../lang/vocabulary/scene-flow.ts';
import { type Fields, fieldsOf, listSchema, objectSchema, objectsIn, textIn, textSchema } from '../fields-of.ts';
import { plainName } from '../patches-of-blocks.ts';

export interface DraftScene {
  readonly title: string;
  readonly type: string;
  readonly setting: string;
  readonly mood: string;
  readonly topic: string;
}

export interface DraftLine {
  readonly who: 'self' | 'other';
  readonly thought: boolean;
  readonly text: string;
}

const types = ['chat', 'debate', 'discussion', 'speech'];

export const scenesSchema = objectSchema({
  scenes: listSchema(
    objectSchema({
      title: textSchema(),
      type: { type: 'string', enum: types },
      setting: textSchema('where and when'),
      mood: { type: 'string', enum: moods },
      topic: textSchema(),
    }),
  ),
});

export function readScenes(count: number, value: unknown): { readonly value: readonly DraftScene[] } | string {
  const fields = fieldsOf(value);
  const scenes = fields ? objectsIn(fields, 'scenes').map(sceneOf) : [];
  const whole = scenes.filter(({ title, setting }) => title !== '' && setting !== '');
  return whole.length > 0 ? { value: whole.slice(0, count) } : 'It needs "scenes", each with "title" and "setting".';
}

function sceneOf(fields: Fields): DraftScene {
  const type = textIn(fields, 'type').toLowerCase();
  return {
    title: plainName(textIn(fields, 'title')),
    type: types.includes(type) ? type : 'chat',
    setting: textIn(fields, 'setting'),
    mood: textIn(fields, 'mood').toLowerCase(),
    topic: textIn(fields, 'topic'),
  };
}

/** Why a scene needs a look. */
export function doubtsOf({ title, mood }: DraftScene): readonly string[] {
  if (mood === '' || moods.includes(mood)) return [];
  return [`The mood “${mood}” of the scene “${title}” is none of the list: ${moods.join(', ')}.`];
}

export const linesSchema = objectSchema({
  lines: listSchema(
    objectSchema({
      who: { type: 'string', enum: ['self', 'other'] },
      tag: { type: 'string', enum: ['speaking', 'thinking'] },
      text: textSchema(),
    }),
  ),
});

export interface ReadLines {
  readonly lines: readonly DraftLine[];
  /** In words, one for each line that was left out. */
  readonly left: readonly string[];
}

export function readLines(value: unknown): { readonly value: ReadLines } | string {
  const fields = fieldsOf(value);
  const given = fields ? objectsIn(fields, 'lines') : [];
  const lines: DraftLine[] = [];
  const left: string[] = [];
  for (const [index, one] of given.entries()) {
    const [who, tag, text] = [textIn(one, 'who'), textIn(one, 'tag'), textIn(one, 'text')];
    if (who !== 'self' && who !== 'other') left.push(`Line ${index + 1} is by “${who}”, who is not there.`);
    else if (tag !== 'speaking' && tag !== 'thinking')
      left.push(`Line ${index + 1} has the tag “${tag}”: neither speaking nor thinking.`);
    else if (who === 'other' && tag === 'thinking')
      left.push(`Line ${index + 1} is a thought of the other, which the persona cannot know.`);
    else if (text !== '') lines.push({ who, thought: tag === 'thinking', text });
  }
  return lines.some(({ thought }) => !thought)
    ? { value: { lines, left } }
    : 'It needs "lines" with "who", "tag" and "text".';
}
