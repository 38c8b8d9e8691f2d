// Who you are: name, role, summary, the population a demographic persona stands for, and the language of the answers.
import type { Piece, Section } from '../prompt.ts';
import { trimText } from '../slice-text.ts';
import { originOf, type SourceText } from '../source-text.ts';
import { verbatim } from '../values.ts';
import { type Context, frame, lines, prose } from './context.ts';

const ending = /[.!?…。！？"”’]$/;

/** The first section; it is always there and has no heading. It is empty where instructions of another file say who it is. */
export function identity(context: Context): Section {
  const { head, kind } = context.persona;
  const name = nameAndRole(context);
  const parts: (readonly Piece[])[] = name.length > 0 ? [name] : [];
  add(parts, context, head.get('summary'));
  const population = kind === 'demographic' ? head.get('population') : undefined;
  add(parts, context, population, 'You stand for this group of people: ');
  add(parts, context, head.get('language'), 'Answer in ');
  return { name: 'identity', title: undefined, pieces: lines(parts) };
}

function nameAndRole(context: Context): readonly Piece[] {
  const { head, name } = context.persona;
  const block = context.persona.tree.blocks.find((one) => one.word === 'persona' && one.title);
  const title = block?.title && trimText(block.title);
  const called = title && title.value === name ? verbatim(title) : [frame(name)];
  const roleText = head.get('role');
  const role = roleText && prose(context, roleText);
  if (!role && context.persona.instructions.length > 0) return [];
  if (!roleText || !role) return [frame('You are '), ...called, frame('.')];
  const between = roleText.value.includes('\n') ? '.\n' : ', ';
  return [frame('You are '), ...called, frame(between), ...role, ...stop(roleText)];
}

function add(parts: (readonly Piece[])[], context: Context, text: SourceText | undefined, before = ''): void {
  const pieces = text && prose(context, text, originOf(text));
  if (!text || !pieces) return;
  parts.push(before === '' ? pieces : [frame(before), ...pieces, ...stop(text)]);
}

/** A full stop, where the writer has set none. */
function stop(text: SourceText): readonly Piece[] {
  return ending.test(text.value) ? [] : [frame('.')];
}
