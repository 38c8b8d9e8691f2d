// A small file of questions with their answers: JSON lines (`question` and `answer`, or `conversations`, a list that goes back and forth), or a
// question and an answer on a line with a tab between. In: text. Out: records, and the lines that are none. Never throws.
import { fieldsOf } from '../fields-of.ts';

export interface QuestionRecord {
  /** Question, answer, question, answer …: as they stand, byte for byte. An even number, at least two. */
  readonly conversation: readonly string[];
}

export interface QuestionFile {
  readonly records: readonly QuestionRecord[];
  /** Numbers of lines that hold none, from 1. */
  readonly skipped: readonly number[];
}

export function readQuestions(text: string): QuestionFile {
  const records: QuestionRecord[] = [];
  const skipped: number[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/u).entries()) {
    if (line.trim() === '') continue;
    const conversation = readLine(line);
    if (conversation) records.push({ conversation });
    else skipped.push(index + 1);
  }
  return { records, skipped };
}

function readLine(line: string): readonly string[] | undefined {
  const fields = fieldsOf(parsed(line));
  if (!fields) {
    const [question = '', answer = '', ...more] = line.split('\t');
    return more.length === 0 && question.trim() !== '' && answer.trim() !== '' ? [question, answer] : undefined;
  }
  const { question, answer, conversations } = fields;
  const list: unknown = Array.isArray(conversations) ? conversations : [question, answer];
  const said = (list as readonly unknown[]).filter((one) => typeof one === 'string');
  const whole = said.length === (list as readonly unknown[]).length && said.length > 0 && said.length % 2 === 0;
  return whole && said[0]?.trim() !== '' ? said : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
