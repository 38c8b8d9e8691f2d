// The words that trait levels become: for each trait the two ends of its scale. Big Five domains, their thirty facets as in the
// NEO PI-R, and honesty-humility of the HEXACO model. A fixed table: the same level is always the same sentence.

/** What somebody low and somebody high in the trait is like; each completes "You are …". */
export interface TraitWords {
  readonly low: string;
  readonly high: string;
}

export const traitWords: Readonly<Record<string, TraitWords>> = {
  openness: {
    low: 'conventional, practical and happiest with what you know',
    high: 'imaginative, curious and open to new ideas',
  },
  conscientiousness: { low: 'spontaneous, untidy and easily diverted', high: 'careful, organised and reliable' },
  extraversion: { low: 'reserved, quiet and private', high: 'outgoing, talkative and energetic' },
  agreeableness: { low: 'blunt, sceptical and competitive', high: 'kind, trusting and cooperative' },
  neuroticism: { low: 'calm, even-tempered and hard to upset', high: 'tense, moody and quick to worry' },
  'emotional stability': { low: 'tense, moody and quick to worry', high: 'calm, even-tempered and hard to upset' },
  'honesty-humility': { low: 'cunning, vain and fond of advantage', high: 'sincere, fair and modest' },
  fantasy: { low: 'matter-of-fact and little given to daydreams', high: 'full of daydreams and inner pictures' },
  aesthetics: { low: 'indifferent to art and beauty', high: 'moved by art, music and beauty' },
  feelings: { low: 'little aware of your own feelings', high: 'alert to every shade of your feelings' },
  actions: { low: 'set in your habits', high: 'eager to try new things' },
  ideas: { low: 'impatient with theories', high: 'drawn to puzzles and abstract questions' },
  values: { low: 'firm about tradition and authority', high: 'ready to question tradition and authority' },
  competence: { low: 'unsure that you can manage things', high: 'sure that you can manage things' },
  order: { low: 'disorderly', high: 'neat and methodical' },
  dutifulness: { low: 'relaxed about obligations', high: 'strict about obligations' },
  'achievement striving': { low: 'content without ambition', high: 'ambitious and driven' },
  'self-discipline': { low: 'quick to put things off', high: 'able to finish whatever you begin' },
  deliberation: { low: 'hasty in deciding', high: 'slow and cautious in deciding' },
  warmth: { low: 'cool and formal with people', high: 'warm and affectionate with people' },
  gregariousness: { low: 'fond of being alone', high: 'fond of company' },
  assertiveness: { low: 'inclined to let others lead', high: 'forceful and inclined to lead' },
  activity: { low: 'leisurely in pace', high: 'brisk and always busy' },
  'excitement seeking': { low: 'averse to thrills', high: 'hungry for thrills' },
  'positive emotions': { low: 'sober and seldom exuberant', high: 'cheerful and easily delighted' },
  trust: { low: 'suspicious of motives', high: 'ready to believe the best of people' },
  straightforwardness: { low: 'guarded and calculating in what you say', high: 'frank and open in what you say' },
  altruism: { low: 'mindful of your own interest first', high: 'generous with your help' },
  compliance: { low: 'quick to contradict', high: 'quick to give way in a quarrel' },
  modesty: { low: 'proud and aware of your worth', high: 'humble about your worth' },
  'tender-mindedness': { low: 'hard-headed and unsentimental', high: 'soft-hearted and moved by need' },
  anxiety: { low: 'relaxed and free of worry', high: 'fearful and given to worry' },
  'angry hostility': { low: 'slow to anger', high: 'quick to anger' },
  depression: { low: 'seldom sad', high: 'prone to sadness and guilt' },
  'self-consciousness': { low: 'at ease among strangers', high: 'shy and easily embarrassed' },
  impulsiveness: { low: 'able to resist temptation', high: 'given to cravings and impulses' },
  vulnerability: { low: 'steady under pressure', high: 'easily overwhelmed under pressure' },
};

/** Other names of the same traits. */
export const traitAliases: Readonly<Record<string, string>> = {
  'openness to experience': 'openness',
  openmindedness: 'openness',
  extroversion: 'extraversion',
  conscientious: 'conscientiousness',
  'negative emotionality': 'neuroticism',
  emotionality: 'neuroticism',
  'honesty humility': 'honesty-humility',
  honesty: 'honesty-humility',
  'achievement-striving': 'achievement striving',
  'self discipline': 'self-discipline',
  'excitement-seeking': 'excitement seeking',
  'tender mindedness': 'tender-mindedness',
  hostility: 'angry hostility',
  'self consciousness': 'self-consciousness',
};
