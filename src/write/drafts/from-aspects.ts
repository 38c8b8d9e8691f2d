// Chosen aspects in (career, aspiration, traits, skill), a character out: profile, prose, scenes, a dialogue for each, interview questions. After
// SimsChat (Yang et al., 2024). What is thought in a dialogue goes to nobody else: no later request holds it.
import type { NewBlock, NewMember } from '../../lang/edit.ts';
import type { RunPlace } from '../../play/call.ts';
import { askJson, askText } from '../ask-json.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import {
  type Fields,
  fieldsOf,
  listSchema,
  objectSchema,
  type Schema,
  textIn,
  textSchema,
  textsIn,
} from '../fields-of.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { withFindings } from './aspect-findings.ts';
import { type Aspects, aspectNames, omittedAspects, readAspects } from './aspects.ts';
import {
  type DraftLine,
  type DraftScene,
  doubtsOf,
  linesSchema,
  readLines,
  readScenes,
  scenesSchema,
} from './read-scenes.ts';

/** How many scenes are drafted. */
export const sceneCount = 2;

/** The recipe, or why there is none. */
export const fromAspects: MakeRecipe = ({ words, base, find }) => {
  const aspects = readAspects(words);
  const given = aspectNames.filter((name) => aspects[name] !== undefined);
  if (given.length === 0) return 'Aspects are needed: career, aspiration, traits, skill.';
  const of = 4 + sceneCount;
  return {
    what: 'A character from chosen aspects',
    requests: { least: of, most: 2 * of - 1 },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      const chosen = given.map((name) => `${name}: ${aspects[name]}`).join('\n');
      const run = { place, deps, signal };
      yield { type: 'step', name: 'profile', number: 1, of };
      const profile = yield* askProfile(chosen, run);
      if (!profile.ok) return profile;
      const shown = `${chosen}\n${profileNames.map((name) => `${name}: ${textIn(profile.value, name)}`).join('\n')}`;
      yield { type: 'step', name: 'prose', number: 2, of };
      const request = `${shown}\n\nWrite this character as one paragraph in the second person, every line of it used. Nothing around it.`;
      const prose = yield* askText(
        { step: 'prose', messages: [{ role: 'user', content: request }] },
        place,
        deps,
        signal,
      );
      if (!prose.ok) return prose;
      const text = prose.reply.text.trim();
      const left = omittedAspects(aspects, text).map(
        (name) => `The prose leaves out what was chosen as ${name}: “${aspects[name]}”.`,
      );
      for (const message of left) yield { type: 'told', severity: 'warning', message };
      const who = patchesOfBlocks(base, whoBlocks(aspects, profile.value, text), fromThem, new Map(), find);
      yield {
        type: 'patches',
        patches: who.map((patch) =>
          patch.place.block === `section ${proseTitle}` ? withFindings(base, patch, left) : patch,
        ),
      };
      yield { type: 'step', name: 'scenes', number: 3, of };
      const scenes = yield* askScenes(text, run);
      if (!scenes.ok) return scenes;
      const spoken: string[] = [];
      for (const [index, scene] of scenes.value.entries()) {
        for (const message of doubtsOf(scene)) yield { type: 'told', severity: 'warning', message };
        yield { type: 'step', name: `dialogue of “${scene.title}”`, number: 4 + index, of };
        const dialogue = yield* askDialogue(text, scene, run);
        if (!dialogue.ok) return dialogue;
        const { lines, left } = dialogue.value;
        for (const why of left)
          yield { type: 'told', severity: 'warning', message: `“${scene.title}”: ${why} It is left out.` };
        spoken.push(...lines.filter(({ thought }) => !thought).map(({ who, text: said }) => `${who}: ${said}`));
        yield {
          type: 'patches',
          patches: patchesOfBlocks(base, [sceneBlock(scene, lines)], fromThem, new Map(), find),
        };
      }
      yield { type: 'step', name: 'interview', number: of, of };
      const questions = yield* askInterview(text, spoken, run);
      if (!questions.ok) return questions;
      const blocks = questions.value.map(
        (question, index): NewBlock => ({
          word: 'test',
          title: `interview ${index + 1}`,
          children: [
            entry('user', question),
            entry('judge', 'Does the reply answer as this character would, from their own life?'),
          ],
        }),
      );
      yield {
        type: 'patches',
        patches: patchesOfBlocks(base, blocks, 'A question for an interview with them.', new Map(), find),
      };
      return { ok: true };
    },
  };
};

interface Run {
  readonly place: RunPlace;
  readonly deps: WriteDeps;
  readonly signal: AbortSignal;
}

const proseTitle = 'Who you are';
const fromThem = 'Drawn from the chosen aspects.';
const profileNames = [
  'gender',
  'age',
  'tone',
  'personality',
  'strengths',
  'weaknesses',
  'hobby',
  'family',
  'relations',
  'status',
  'living',
] as const;

function askProfile(chosen: string, { place, deps, signal }: Run) {
  const properties: Record<string, Schema> = { name: textSchema() };
  for (const name of profileNames) properties[name] = textSchema();
  const content = `${chosen}\n\nWork out the rest of this character so that it fits what was chosen and contradicts none of it: name, personal and social aspects, a few words each.`;
  const read = (value: unknown): { readonly value: Fields } | string => {
    const fields = fieldsOf(value);
    const missing = ['name', ...profileNames].filter((name) => !fields || textIn(fields, name) === '');
    return fields && missing.length === 0 ? { value: fields } : `Missing: ${missing.join(', ')}.`;
  };
  const schema = { name: 'profile', schema: objectSchema(properties) };
  return askJson({ step: 'profile', messages: [{ role: 'user', content }], schema, read }, place, deps, signal);
}

function askScenes(prose: string, { place, deps, signal }: Run) {
  const content = `${prose}\n\nThink of ${sceneCount} scenes in which this character talks with somebody, each of another type, mood and topic.`;
  const schema = { name: 'scenes', schema: scenesSchema };
  const read = (value: unknown) => readScenes(sceneCount, value);
  return askJson({ step: 'scenes', messages: [{ role: 'user', content }], schema, read }, place, deps, signal);
}

function askDialogue(prose: string, { title, type, setting, mood, topic }: DraftScene, { place, deps, signal }: Run) {
  const content = `${prose}\n\nScene “${title}” (${type}, ${mood}): ${setting} Topic: ${topic}\n\nWrite it as six to ten lines between this character (self) and a visitor (other). Tag each line as speaking or thinking; only the character thinks, now and then.`;
  const schema = { name: 'lines', schema: linesSchema };
  return askJson(
    { step: 'dialogue', messages: [{ role: 'user', content }], schema, read: readLines },
    place,
    deps,
    signal,
  );
}

function askInterview(prose: string, spoken: readonly string[], { place, deps, signal }: Run) {
  const content = `${prose}\n\nWhat was heard of them:\n${spoken.join('\n')}\n\nWrite three questions for an interview with them that only this character could answer well.`;
  const schema = { name: 'questions', schema: objectSchema({ questions: listSchema(textSchema()) }) };
  const read = (value: unknown): { readonly value: readonly string[] } | string => {
    const fields = fieldsOf(value);
    const questions = fields ? textsIn(fields, 'questions') : [];
    return questions.length > 0 ? { value: questions.slice(0, 3) } : 'It needs a list "questions".';
  };
  return askJson({ step: 'interview', messages: [{ role: 'user', content }], schema, read }, place, deps, signal);
}

function whoBlocks(aspects: Aspects, profile: Fields, prose: string): readonly NewBlock[] {
  const chosen = aspectNames.flatMap((name) => (aspects[name] === undefined ? [] : [entry(name, aspects[name])]));
  return [
    {
      word: 'persona',
      title: plainName(textIn(profile, 'name')),
      children: [entry('kind', 'character'), entry('source', 'Invented.')],
    },
    { word: 'section', title: proseTitle, prose },
    { word: 'about', children: [...chosen, ...profileNames.map((name) => entry(name, textIn(profile, name)))] },
  ];
}

function sceneBlock(scene: DraftScene, lines: readonly DraftLine[]): NewBlock {
  const said = lines.map(({ who, thought, text }): NewMember => {
    if (who === 'self') return entry(thought ? 'self thinks' : 'self', text);
    return entry('user', text);
  });
  const mood = scene.mood === '' ? [] : [entry('mood', scene.mood)];
  const head = [entry('type', scene.type), entry('setting', scene.setting), ...mood];
  return { word: 'scene', title: scene.title, children: [...head, ...said] };
}
