// What one person wrote: the persona's side of a transcript, or posts with a blank line between. In: text. Out: posts, numbered, with their places.
import { readTalk } from './read-talk.ts';

export interface Post {
  /** Of a transcript the number of the turn; else from 1. */
  readonly number: number;
  readonly text: string;
  /** Offset in the text. */
  readonly start: number;
}

export interface Posts {
  /** As the transcript calls them. */
  readonly author: string | undefined;
  readonly posts: readonly Post[];
}

export function readPosts(text: string): Posts {
  const turns = readTalk(text);
  const own = turns.filter(({ user }) => !user);
  const [first] = own;
  // One name somewhere in a list of posts makes no transcript: both sides must speak.
  if (first && turns.length > own.length) {
    const posts = own.filter(({ name }) => name === first.name);
    return { author: first.name, posts: posts.map(({ number, text: said, start }) => ({ number, text: said, start })) };
  }
  const paragraphs = [...text.matchAll(/\S(?:[^\n]|\n(?![ \t]*(?:\n|$)))*/gu)];
  const posts = paragraphs.map((match, index) => ({ number: index + 1, text: match[0].trim(), start: match.index }));
  return { author: undefined, posts };
}
