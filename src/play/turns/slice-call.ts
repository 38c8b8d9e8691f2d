// One slice of the persona's as a call: the persona's prompt, how talk in slices goes, and the talk so far in slices. Pure.
import { compile } from '../../lang/compile.ts';
import type { Section } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import { momentAt } from '../../rules/moment.ts';
import type { Call } from '../call.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { yieldMark } from './marks.ts';
import { idleMark } from './slice.ts';
import { sliceHistory } from './slice-history.ts';
import type { TurnSettings } from './turn-settings.ts';

export interface SliceMoment {
  /** The user has just stopped the persona, and it is told so: how a listener's verdict reaches the next slice. */
  readonly gaveWay: boolean;
  /** Index of the first slice of the user's that the persona does not hear. */
  readonly unheard: number | undefined;
}

/** What is asked for the next slice. The words about slices are sent with this request alone; the talk keeps what was said. */
export function sliceCall(
  state: SessionState,
  settings: TurnSettings,
  { gaveWay, unheard }: SliceMoment,
  deps: PlayDeps,
): Call {
  const talk = sliceHistory(state.turns, state.slices, unheard);
  const { turn } = momentAt(talk, talk.length, {});
  const prompt = compile(state.persona, { values: { turn, ...state.values }, user: state.user });
  const sections = [...prompt.sections, aboutSlices(settings, gaveWay)];
  const { messages, dropped, lore, folded, tokens } = render({ ...prompt, sections }, talk, {
    budget: deps.budget,
    tokens: deps.measures.tokens,
    systemRole: deps.model.capabilities.systemRole,
  });
  // A slice is no turn: which message woke a fact is not told.
  const traces = lore.length > 0 ? { lore: lore.map(({ message: _message, ...trace }) => trace) } : {};
  return { step: 'slice', messages, dropped, folded, tokens, maxTokens: settings.cap, ...traces };
}

function aboutSlices(settings: TurnSettings, gaveWay: boolean): Section {
  const [sign] = settings.backchannels;
  const sentences = [
    'You and the user talk at the same time. Time is cut into short slices: each message of the user is what they said in one slice, each of yours what you say in the next.',
    `${idleMark} stands for silence.`,
    'Say a few words a slice. In the next one go on exactly where you stopped, with a space first where a new word begins; never begin a sentence anew.',
    `Say ${idleMark} and nothing else while the user is in the middle of a sentence, and when you have said what you had to say.`,
    sign === undefined ? '' : `While the user speaks you may show that you listen, as in: ${sign}.`,
    settings.wiring === 'early' ? howToYield(settings) : '',
    gaveWay ? 'The user has just interrupted you: what you were saying is over. Answer what they said.' : '',
  ];
  const text = sentences.filter((sentence) => sentence !== '').join(' ');
  return { name: 'section', title: 'Talking in slices', pieces: [{ text, origin: undefined }] };
}

/** Where listening is wired early the persona itself finds out that it is interrupted. */
function howToYield({ interruptOn, commands, rule, backchannels }: TurnSettings): string {
  const then = `say ${yieldMark} and nothing else: it ends what you were saying.`;
  if (interruptOn === 'command') {
    return `If the user says one of these words while you speak (${commands.join(', ')}), ${then}`;
  }
  if (interruptOn === 'rule') return `If this holds while you speak: “${rule}”, ${then}`;
  return `If the user says anything while you speak but a sign of listening (${backchannels.join(', ')}), ${then}`;
}
