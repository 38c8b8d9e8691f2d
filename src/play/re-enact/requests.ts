// The two requests of a re-enactment. Instructions and samples are in the source's language; what is asked for is in the other one, named each
// time. Never a text to be carried over, and not a line of the dialogue that is played afresh.
import type { Message } from '../../lang/prompt.ts';
import type { LanguageTag } from './language-tag.ts';
import type { Sample } from './samples.ts';
import type { ReEnactSource } from './source.ts';

/** How the persona would describe itself. `fault`: why the attempt before was rejected. */
export function wordingRequest(source: ReEnactSource, target: LanguageTag, fault?: string): readonly Message[] {
  const shown = source.samples.flatMap(({ wording, language }) =>
    wording
      ? [
          listed(
            language,
            wording.map((line) => `- ${line}`),
          ),
        ]
      : [],
  );
  const parts = [
    `Write how ${source.name} would describe themselves, in the first person and in ${nameOf(target)}: 4 to 8 short sentences, each on a line of its own that begins with “- ”.`,
    afresh(source, target),
    about(source),
    talkOf(source),
    samples([...shown, ...(shown.length > 0 ? [] : source.samples.map(dialogueOf))]),
    last(target, 'Only lines that begin with “- ”.', fault),
  ];
  return asked(parts, target);
}

/** The conversation, by the wording that was found for the persona. */
export function dialogueRequest(
  source: ReEnactSource,
  target: LanguageTag,
  wording: readonly string[],
  fault?: string,
): readonly Message[] {
  const names = source.speakers.map(({ name }) => name);
  const parts = [
    `Write a conversation in ${nameOf(target)} of about ${source.lines} lines. “self” is ${source.name}; ${others(source)}. Each line stands alone and begins with who speaks and a colon: ${names.map((name) => `“${name}: …”`).join(', ')}. Nothing else stands there.`,
    afresh(source, target),
    about(source),
    `## ${source.name} in their own words\n${wording.map((line) => `- ${line}`).join('\n')}`,
    talkOf(source),
    samples(source.samples.map(dialogueOf)),
    last(
      target,
      `Only lines that begin with ${names.map((name) => `“${name}:”`).join(' or ')}; those words stay as they are.`,
      fault,
    ),
  ];
  return asked(parts, target);
}

function asked(parts: readonly (string | undefined)[], target: LanguageTag): readonly Message[] {
  const role = `You write for a collection of conversations. The instructions and samples you are given are in other languages; all that you write is in ${nameOf(target)}.`;
  const content = parts.filter((part) => part !== undefined).join('\n\n');
  return [
    { role: 'system', content: role },
    { role: 'user', content },
  ];
}

function nameOf({ name, tag }: LanguageTag): string {
  return `${name} (${tag})`;
}

function afresh(source: ReEnactSource, target: LanguageTag): string {
  return `Make it up anew, as somebody would who has spoken ${target.name} all their life: keep who ${source.name} is, what they know and what they never do; let turns of phrase, jokes and everyday things be those of ${target.name}.`;
}

function about({ name, profile }: ReEnactSource): string {
  return `## Notes on ${name}\n${profile}`;
}

function talkOf({ title, event, commonGround }: ReEnactSource): string {
  const facts = [
    `- What it is called: ${title}`,
    ...(event ? [`- What kind of talk it is: ${event}`] : []),
    ...(commonGround ? [`- What they all know already: ${commonGround}`] : []),
  ];
  return `## The talk\n${facts.join('\n')}`;
}

function samples(shown: readonly string[]): string {
  return `## Samples\nThey show the form, and nothing of what to say or in which language.\n\n${shown.join('\n\n')}`;
}

function dialogueOf({ language, dialogue }: Sample): string {
  return listed(language, dialogue);
}

function listed(language: LanguageTag, lines: readonly string[]): string {
  return `Sample (in ${language.name}):\n${lines.join('\n')}`;
}

function others({ speakers }: ReEnactSource): string {
  const names = speakers.filter(({ key }) => key !== 'self').map(({ name }) => `“${name}”`);
  return names.join() === '“user”' ? '“user” is somebody who talks with them' : `${names.join(', ')} are there, too`;
}

function last(target: LanguageTag, form: string, fault: string | undefined): string {
  const before = fault === undefined ? '' : `What you wrote before could not be used. ${fault} `;
  return `${before}Write it in ${nameOf(target)} now. ${form}`;
}
