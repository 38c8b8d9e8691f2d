// The writer's own sections, aspects of a life, and manner of speech.

import type { Piece, Section } from '../prompt.ts';
import type { SourceText } from '../source-text.ts';
import { bullet, type Context, frame, lines, prose, withName } from './context.ts';

/** `section` blocks, as they stand, each under its title, in which values stand, too. */
export function ownSections(context: Context): readonly Section[] {
  return context.persona.sections.flatMap((section) => {
    const title = section.title && prose(context, section.title, section.origin);
    const pieces = section.title && !title ? undefined : prose(context, section.text, section.origin);
    const heading = title?.map((piece) => piece.text).join('');
    return pieces ? [{ name: 'section' as const, title: heading, pieces }] : [];
  });
}

/** `about`: one line an aspect, its name sent with it. */
export function about(context: Context): readonly Section[] {
  const parts = context.persona.about.flatMap((aspect) => {
    if (aspect.text.value === '') return [];
    const pieces = prose(context, aspect.text, aspect.origin);
    return pieces ? [bullet(withName(aspect.origin.uri, aspect.name, pieces))] : [];
  });
  return parts.length === 0 ? [] : [{ name: 'about', title: 'About you', pieces: lines(parts) }];
}

/** `voice`: its items, then register and length. */
export function voice(context: Context): readonly Section[] {
  const { items, register, length } = context.persona.voice;
  const parts: (readonly Piece[])[] = [];
  const add = (text: SourceText | undefined, before: string) => {
    const pieces = text && prose(context, text);
    if (pieces) parts.push(bullet(before === '' ? pieces : [frame(before), ...pieces]));
  };
  for (const item of items) add(item, '');
  add(register, 'Register: ');
  add(length, 'Length: ');
  return parts.length === 0 ? [] : [{ name: 'voice', title: 'How you speak', pieces: lines(parts) }];
}
