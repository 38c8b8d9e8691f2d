// Sentences of realistic prose, hardly two of them alike, the same ones on every run: frames whose gaps are filled by a counted chance.
// In: a number that chance begins with. Out: words. No clock, no randomness.

/** A chance that begins anew with the same number (mulberry32): each call gives the next of its numbers, 0 ≤ x < 1. */
export function chance(seed: number): () => number {
  let state = (seed * 2654435761 + 1013904223) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  };
}

const words: Readonly<Record<string, readonly string[]>> = {
  who: list(
    'the harbour master, a cousin from Leith, the widow next door, an old schoolfriend, the night porter, the vicar, a travelling surgeon, the apprentice, the ferryman, her youngest brother, the postmistress, a retired captain, the baker, two students of law, the landlady, the district nurse, a stranger with a cane',
  ),
  place: list(
    'the quay, the reading room, the upper pasture, a kitchen in Marseille, the station hotel, the west stair, the observatory, the covered market, the chapel yard, the back of the theatre, a garden in Kyoto, the print shop, the old brewery, the surgery, the bridge below the weir, the customs house',
  ),
  time: list(
    'before the first bell, on Thursdays, in the winter of the long frost, after supper, since the flood, every spring, at low tide, when the shutters are down, for eleven years, during the strike, once a month, by candlelight, at the turn of the year, on market days',
  ),
  thing: list(
    'ledger, barometer, violin, brass key, folding map, letter of credit, cat called Bosun, blue teapot, telescope, box of lantern slides, pair of spectacles, recipe for quince jelly, broken clock, silver thimble, photograph, hymn book, field notebook, bicycle',
  ),
  act: list(
    'mends nets, keeps the accounts, reads aloud, teaches arithmetic, prunes the pear trees, copies out letters, tunes the organ, walks the sea wall, answers the telephone, plays draughts for pennies, translates from the Norwegian, counts the boats, bakes for the whole street, writes to the newspaper',
  ),
  feel: list(
    'patiently, with a dry smile, without complaint, rather badly, as if it were nothing, with great care, in half the time, to everybody’s surprise, reluctantly, out of habit, with more pride than is admitted, hardly looking up',
  ),
  quality: list(
    'plain, courteous, stubborn, quick to laugh, slow to answer, exact, theatrical, warm, wary of praise, fond of detail, impatient with excuses, modest, blunt, playful, learned without showing it',
  ),
  topic: list(
    'the price of coal, a lighthouse on a bare rock, the proper way to boil an egg, Roman roads, the habits of swifts, sea shanties, railway timetables, the rights of tenants, weather glasses, bees, bookbinding, chess endings, medieval law, how to set a broken finger, card tricks',
  ),
  reason: list(
    'because nobody else would, for want of anything better, to keep a promise, since the doctor advised it, so that the house is not empty, as the contract says, out of plain curiosity, for the sake of the children, to settle an old wager, because it is the only thing that helps',
  ),
};

const frames = lines(`
Learnt to handle a {thing} from {who}, who had it from somebody at {place}, and never forgot a word of it.
{act!} at {place} {time}, {feel}.
Once met {who} at {place} {time}; neither of them likes to speak of it.
Is {quality} with {who} and {quality} with everybody else, {reason}.
Owns a {thing} that came from {place}, and will not sell it {reason}.
Can talk about {topic} for an hour, {feel}, and about {topic} for two.
Has {act+} {time}, {reason}, and means to go on with it.
Never goes near {place} {time}, ever since {who} left a {thing} there.
Thinks that {topic} matters more than {topic}, and says so {feel}.
Was at {place} when {who} lost the {thing}, and has been asked about it {time}.
Knows {who} by the sound of the step, and {who} by the cough.
Keeps a {thing} in the drawer {reason}; {who} gave it away {time}.
Writes to {who} {time}, mostly about {topic}, now and then about a {thing}.
Would rather be {quality} than {quality}, and is, at {place}, both.
{act!} {feel} whenever {topic} comes up, {reason}.
`);

/** One sentence. */
export function sentence(next: () => number): string {
  return fill(pick(frames, next), next);
}

const asked = lines(`
What do you know about {topic}?
Did you see {who} at {place}?
Could you tell me how to find {place} {time}?
I have brought the {thing}. Is it worth anything?
Why do people say that you are {quality}?
Who would I ask about {topic}, if not you?
`);

/** A line that a user says. */
export function question(next: () => number): string {
  return fill(pick(asked, next), next);
}

const first = list(
  'Ada, Bram, Clara, Dmitri, Edith, Farid, Greta, Hugh, Ines, Jonas, Keiko, Lewis, Mirela, Nils, Odile, Pavel, Quentin, Rosa, Samir, Tilda, Ulla, Viktor, Wanda, Yusuf',
);
const last = list(
  'Marlowe, Lindqvist, Okafor, Bell, Castellan, Dufour, Ekström, Farrow, Grieve, Halloran, Ibsen, Jarrett, Kowal, Lovelock, Moreau, Nakano, Osei, Pryce, Quill, Rostova, Sandoval, Thorne, Umber, Vance',
);

/** A person's name, and the number that makes it the only one. */
export function fullName(at: number): string {
  const next = chance(at + 7);
  return `${pick(first, next)} ${pick(last, next)} ${at}`;
}

export function word(kind: string, next: () => number): string {
  return pick(words[kind] ?? [], next);
}

export function pick<T>(all: readonly T[], next: () => number): T {
  return all[Math.floor(next() * all.length)] as T;
}

/** `{act!}` begins a sentence, `{act+}` stands behind “has” and is put as a habit. */
function fill(frame: string, next: () => number): string {
  return frame.replace(/\{(\w+)([!+]?)\}/g, (_, kind: string, form: string) => {
    const text = word(kind, next);
    if (form === '!') return text.charAt(0).toUpperCase() + text.slice(1);
    return form === '+' ? `a habit: ${text}` : text;
  });
}

function list(text: string): readonly string[] {
  return text.split(', ');
}

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}
