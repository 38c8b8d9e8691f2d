// A scene in a few sentences in, its whole cast out: who is in it and what each wants and hides, then a file for each, the scene in the first. Nobody's
// request holds what another hides. In: text. Out: files as events.
import { parse } from '../../lang/parse.ts';
import { applyPatches } from '../apply-patches.ts';
import { askJson } from '../ask-json.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import { type Fields, fieldsOf, listSchema, objectSchema, objectsIn, textIn, textSchema } from '../fields-of.ts';
import type { MakeRecipe } from '../offer.ts';
import { entry, patchesOfBlocks, plainName } from '../patches-of-blocks.ts';
import type { RecipeEnd } from '../run-recipe.ts';
import { draftMember, fileNameOf } from './draft-member.ts';

const mostMembers = 6;

interface Role {
  readonly name: string;
  readonly role: string;
  readonly wants: string;
  readonly hides: string;
}

interface Plot {
  readonly title: string;
  readonly setting: string;
  readonly mood: string;
  readonly members: readonly Role[];
}

/** The recipe, or why there is none. */
export const cast: MakeRecipe = ({ text = '', words }) => {
  const idea = (text.trim() || words).trim();
  if (idea === '') return 'A scene is needed: where it is, what happens, who is there.';
  return {
    what: 'A cast for a scene',
    requests: { least: 3, most: 2 + 2 * mostMembers },
    async *steps(place, deps, signal): AsyncGenerator<WriteEvent, RecipeEnd> {
      yield { type: 'step', name: 'who is in it', number: 1, of: undefined };
      const fenced = fence(idea, deps.random);
      const content = `${fenced.text}\n\n${fenceRule(fenced)}\n\nWho is in this scene? Two to ${mostMembers} people: name, role, what each wants, what each hides from the others. And a title, the setting, a mood.`;
      const plot = yield* askJson(
        { step: 'cast', messages: [{ role: 'user', content }], schema: { name: 'cast', schema }, read: readPlot },
        place,
        deps,
        signal,
      );
      if (!plot.ok) return plot;
      const { members } = plot.value;
      const taken = new Set<string>();
      const names = members.map(({ name }) => {
        const file = fileNameOf(name, taken);
        taken.add(file);
        return file;
      });
      const files: { readonly name: string; readonly text: string }[] = [];
      for (const [index, member] of members.entries()) {
        yield { type: 'step', name: member.name, number: index + 2, of: members.length + 1 };
        const made = yield* draftMember('member', requestFor(plot.value, member), place, deps, signal);
        if (!made.ok) return made;
        const file = { name: names[index] ?? '', text: titled(made.member.text, member.name) };
        files.push(file);
        // The first waits for the scene, which names the others.
        if (index > 0) yield { type: 'file', ...file };
      }
      const [first] = files;
      if (first) yield { type: 'file', name: first.name, text: withScene(first.text, plot.value, names.slice(1)) };
      return { ok: true };
    },
  };
};

const schema = objectSchema({
  title: textSchema(),
  setting: textSchema(),
  mood: textSchema('one word'),
  members: listSchema(
    objectSchema({ name: textSchema(), role: textSchema(), wants: textSchema(), hides: textSchema() }),
  ),
});

function readPlot(value: unknown): { readonly value: Plot } | string {
  const fields = fieldsOf(value);
  if (!fields) return 'It needs "title", "setting", "mood" and "members".';
  const members = objectsIn(fields, 'members')
    .map(roleOf)
    .filter(({ name }) => name !== '');
  const names = new Set(members.map(({ name }) => name.toLowerCase()));
  if (members.length < 2) return 'It needs two "members" at the least, each with a "name".';
  if (names.size < members.length) return 'Two members have the same name.';
  const title = plainName(textIn(fields, 'title'));
  return {
    value: {
      title,
      setting: textIn(fields, 'setting'),
      mood: textIn(fields, 'mood'),
      members: members.slice(0, mostMembers),
    },
  };
}

function roleOf(fields: Fields): Role {
  return {
    name: plainName(textIn(fields, 'name')),
    role: textIn(fields, 'role'),
    wants: textIn(fields, 'wants'),
    hides: textIn(fields, 'hides'),
  };
}

function requestFor({ title, setting, members }: Plot, { name, role, wants, hides }: Role): string {
  const others = members
    .filter((one) => one.name !== name)
    .map((one) => `- ${one.name}, ${one.role}`)
    .join('\n');
  return [
    `Write the persona ${name}, ${role}, for the scene “${title}”: ${setting}`,
    `Wants: ${wants}\nHides from all others: ${hides}`,
    `The others in it, as ${name} knows them:\n${others}`,
    'Give it a kind, a role, a voice, what it knows and hides, one rule. No scene: that is written already.',
  ].join('\n\n');
}

/** Under the name that the scene calls it by. */
function titled(text: string, name: string): string {
  const tree = parse(text, 'proposal:persona');
  return applyPatches(text, tree.uri, patchesOfBlocks(tree, [{ word: 'persona', title: name }], '')).text;
}

function withScene(text: string, { title, setting, mood }: Plot, others: readonly string[]): string {
  const tree = parse(text, 'proposal:persona');
  const children = [
    entry('with', others.map((name) => `./${name}`).join(', ')),
    entry('setting', setting),
    ...(mood === '' ? [] : [entry('mood', mood)]),
  ];
  const patches = patchesOfBlocks(tree, [{ word: 'scene', title, children }], '');
  return applyPatches(text, tree.uri, patches).text;
}
