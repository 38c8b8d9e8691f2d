// Seeker and supporter, after CharacterChat: both statements with the rating of their talk, what came to mind before a reply and what did not, replies under
// what came to mind. A statement is what the file says of that side, without aspects; the worry is the seeker's alone. How each talks, as the scene found it, stands
// behind the statement of replies.
import { compile } from '../../lang/compile.ts';
import { nameKey } from '../../lang/name.ts';
import type { Persona } from '../../lang/persona.ts';
import { render } from '../../lang/render.ts';
import { aspectsOf, type Side, statementOf } from '../../play/dyad/profile.ts';
import { noAspect } from '../../play/memory/aspects.ts';
import { pathTo } from '../../play/tree.ts';
import { contentOf } from '../chat-of.ts';
import { type DataContext, type DataFormat, noRows, type Row } from '../format.ts';
import { type RecordedTalk, unfit } from '../recorded-talk.ts';
import { anyText, list, oneOf, record, someText, told } from '../schema-pieces.ts';

const history = told('what was said before, one line an item', list(someText));

export const characterChat: DataFormat = {
  id: 'characterchat',
  title: 'Seeker and supporter (CharacterChat)',
  needs: 'A scene with a `seeker:`, and the files of both.',
  takenBy: "CharacterChat's matching, memory selection and dialogue models",
  encoding: 'jsonl',
  parts: [
    {
      name: 'match',
      row: 'Two statements and how the talk went.',
      schema: record({
        seeker_statement: someText,
        supporter_statement: someText,
        rating: told('mean of three scores', { type: 'number', minimum: 1, maximum: 5 }),
      }),
    },
    {
      name: 'memory',
      row: 'Something that could come to mind before a reply; of those of one reply exactly one has label 1.',
      schema: record({ history, info: someText, label: oneOf(0, 1) }),
    },
    {
      name: 'reply',
      row: 'A line under the statement of who says it, and what came to mind.',
      schema: record({
        system: someText,
        history,
        info: told('empty where nothing did', anyText),
        utterance: someText,
      }),
    },
  ],
  project(talk, context) {
    if (talk.scene?.protocol !== 'dyad') return noRows('It is no talk of seeker and supporter.');
    const people = peopleOf(talk, context);
    if (!people) return noRows('The files of seeker and supporter are not both known.');
    const rating = talk.state.notes.findLast((note) => note.kind === 'support-rating')?.mean;
    const match: Row[] =
      rating === undefined
        ? []
        : [
            {
              part: 'match',
              value: {
                seeker_statement: people.seeker.statement,
                supporter_statement: people.supporter.statement,
                rating,
              },
            },
          ];
    const left = rating === undefined ? ['The talk was not rated.'] : [];
    const memory = memoryRows(talk, people, left);
    const replies = replyRows(talk, people, { takeUnfit: context.takeUnfit === true, left });
    return { rows: [...match, ...memory, ...replies], left };
  },
};

interface Known {
  readonly key: string;
  readonly persona: Persona;
  readonly statement: string;
}

type People = Readonly<Record<Side, Known>>;

function peopleOf({ scene }: RecordedTalk, context: DataContext): People | undefined {
  const seeker = nameKey(context.persona.scenes[scene?.index ?? -1]?.seeker?.value ?? '');
  const all = [
    { key: 'self', persona: context.persona as Persona | undefined },
    ...(scene?.cast ?? []).map(({ key, uri }) => ({
      key,
      persona: uri === undefined ? undefined : context.cast?.(uri),
    })),
  ];
  const known = (side: Side, one: (typeof all)[number] | undefined): Known | undefined => {
    if (!one?.persona) return undefined;
    const prompt = compile(statementOf(one.persona, side), {});
    const statement = render(prompt, []).messages.find(({ role }) => role === 'system')?.content ?? '';
    return { key: one.key, persona: one.persona, statement };
  };
  const seeking = known(
    'seeker',
    all.find(({ key }) => key === seeker),
  );
  const supporting = known(
    'supporter',
    all.find(({ key }) => key !== seeker),
  );
  return seeking && supporting ? { seeker: seeking, supporter: supporting } : undefined;
}

const notThere = 'What came to mind is not in the file any more.';

function memoryRows(talk: RecordedTalk, people: People, left: string[]): readonly Row[] {
  return talk.state.notes.flatMap((note): Row[] => {
    if (note.kind !== 'aspect-pick') return [];
    const who = Object.values(people).find(({ key }) => key === note.actor);
    if (!who) return [];
    const open = aspectsOf(who.persona).filter(({ id }) => !note.blocked.includes(id));
    if (note.aspect !== noAspect && !open.some(({ id }) => id === note.aspect)) {
      left.push(notThere);
      return [];
    }
    const said = linesTo(talk, note.after);
    return [...open, { id: noAspect, text: 'NONE' }].map(({ id, text }) => ({
      part: 'memory',
      value: { history: said, info: id === noAspect ? text : `${id}: ${text}`, label: id === note.aspect ? 1 : 0 },
    }));
  });
}

function replyRows(
  talk: RecordedTalk,
  people: People,
  { takeUnfit, left }: { readonly takeUnfit: boolean; readonly left: string[] },
): readonly Row[] {
  return talk.state.turns.flatMap((turn): Row[] => {
    const who = Object.values(people).find(({ key }) => key === turn.speaker);
    if (!who || turn.thought || turn.request === undefined || turn.text.trim() === '') return [];
    const bad = takeUnfit || turn.speaker !== 'self' ? undefined : unfit(turn, talk);
    if (bad !== undefined) {
      left.push(bad);
      return [];
    }
    const mind = turn.labels?.find((label) => label.startsWith('in mind: '))?.slice('in mind: '.length);
    const aspect = aspectsOf(who.persona).find(({ id }) => id === mind);
    if (mind !== undefined && !aspect) {
      left.push(notThere);
      return [];
    }
    const info = aspect ? `${aspect.id}: ${aspect.text}` : '';
    return [
      {
        part: 'reply',
        value: { system: statementWithTone(talk, who), history: linesTo(talk, turn.after), info, utterance: turn.text },
      },
    ];
  });
}

function statementWithTone({ state }: RecordedTalk, { key, statement }: Known): string {
  const tone = state.notes.findLast((note) => note.kind === 'tone-samples' && note.actor === key);
  const samples = tone?.kind === 'tone-samples' ? tone.samples : [];
  return samples.length === 0 ? statement : `${statement}\n\nHow you talk:\n- ${samples.join('\n- ')}`;
}

function linesTo({ state }: RecordedTalk, id: string | undefined): readonly string[] {
  return pathTo(state.tree, id)
    .filter(({ thought, text }) => !thought && text.trim() !== '')
    .map(contentOf);
}
