// The TextMate grammar, written from the vocabulary: a region a block, in it a region an entry that lasts while lines are
// deeper, in it its clauses. Scope names are those that common themes colour.
import { type BlockRow, type EntryRow, vocabulary } from '../../src/lang/vocabulary.ts';
import { phraseWords } from '../../src/rules/phrase-words.ts';
import { type GeneratedFile, json } from './generated.ts';

interface Rule {
  readonly [key: string]: unknown;
}

const nameStart = '[\\p{L}\\p{N}\\x{200E}\\x{200F}\\x{061C}]';
const nameRest = "[\\p{L}\\p{M}\\p{N}\\p{Zs}\\-_.'\\x{200C}-\\x{200F}\\x{061C}]";
const anyName = `${nameStart}${nameRest}{0,63}?`;
const colon = '(:(?=\\s|$)|：)';
/** Lines that are deeper than the indentation captured first, blank lines, and comments at column 0. */
const deeper = '^(?=\\1\\s|\\s*$|#)';

/** `syntaxes/persona.tmLanguage.json`. */
export function grammar(): GeneratedFile[] {
  const value = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'Persona',
    scopeName: 'source.persona',
    fileTypes: ['persona'],
    patterns: [
      include('comment'),
      ...vocabulary.map((block) => include(`block-${block.word}`)),
      include('unknown-block'),
    ],
    repository: {
      ...Object.fromEntries(vocabulary.map((block) => [`block-${block.word}`, blockRegion(block)])),
      ...sharedRules(),
    },
  };
  return [json('syntaxes/persona.tmLanguage.json', value)];
}

function include(name: string): Rule {
  return { include: `#${name}` };
}

function scope(name: string): { name: string } {
  return { name: `${name}.persona` };
}

function blockRegion(block: BlockRow): Rule {
  const title = block.title === 'none' ? '(\\s*$)' : '(?:\\s+(\\S.*?))?\\s*$';
  return {
    name: `meta.block.${block.word}.persona`,
    begin: `^(\\x{FEFF}?)(${block.word})${title}`,
    beginCaptures: {
      2: scope('keyword.control.block'),
      3: scope(block.word === 'persona' ? 'entity.name.type' : 'entity.name.section'),
    },
    end: '^(?=[^\\s#])',
    patterns: block.prose
      ? [include('comment'), include('prose')]
      : [
          include('comment'),
          include('indented-comment'),
          ...[...block.entries].sort((a, b) => b.word.length - a.word.length).map(knownEntry),
          ...(block.dialogue ? [entryRegion(anyName, 'entity.name.type.speaker', speaker)] : []),
          ...(block.free ? [entryRegion(anyName, freeScope(block), block.free)] : []),
          itemRegion(block.item),
        ],
  };
}

const speaker: Pick<EntryRow, 'type' | 'clauses' | 'values'> = {
  type: 'text',
  values: [],
  clauses: vocabulary.flatMap((block) => block.entries).find((row) => row.speaker)?.clauses ?? [],
};

function freeScope(block: BlockRow): string {
  return block.group === 'what they do' && block.word !== 'given' ? 'entity.name.function' : 'variable.other.name';
}

function knownEntry(row: EntryRow): Rule {
  const name = row.named ? `${row.word}\\s+${anyName}` : row.word;
  const self = row.word === 'self' || row.word === 'self thinks';
  const kind = self ? 'variable.language.speaker' : row.speaker ? 'entity.name.type.speaker' : 'keyword.other.entry';
  return entryRegion(name, kind, row);
}

function entryRegion(name: string, kind: string, row: Pick<EntryRow, 'type' | 'clauses' | 'values'>): Rule {
  return {
    begin: `^(\\s+)(${name})(\\s*)${colon}`,
    beginCaptures: { 2: scope(kind), 4: scope('punctuation.separator.key-value') },
    while: deeper,
    patterns: [include('comment'), include('fence'), ...row.clauses.map(clauseRegion), ...valueRules(row)],
  };
}

function clauseRegion(row: EntryRow): Rule {
  return entryRegion(row.word, 'keyword.other.clause', row);
}

function itemRegion(row: EntryRow | undefined): Rule {
  return {
    begin: '^(\\s+)(-)(?=\\s|$)',
    beginCaptures: { 2: scope('punctuation.definition.list.begin') },
    while: deeper,
    patterns: [include('comment'), include('fence'), ...(row?.clauses ?? []).map(clauseRegion), include('prose')],
  };
}

function valueRules(row: Pick<EntryRow, 'type' | 'values'>): Rule[] {
  const words = row.values.length > 0 ? row.values : row.type === 'yes or no' ? ['yes', 'no'] : [];
  const constants =
    words.length > 0 ? [{ match: `(?<![\\w-])(?:${words.join('|')})(?![\\w-])`, ...scope('constant.language') }] : [];
  switch (row.type) {
    case 'number':
      return [include('number')];
    case 'level':
      return [...constants, include('number')];
    case 'choice':
    case 'choices':
    case 'yes or no':
      return [...constants, include('list')];
    case 'list':
    case 'names':
      return [include('pattern'), include('list'), include('values')];
    case 'path':
    case 'paths':
    case 'cast':
      return [include('path'), include('list')];
    case 'phrase':
    case 'condition':
    case 'binding':
      return [include('phrase')];
    case 'value':
      return [include('map'), include('list-item'), include('values')];
    default:
      return [include('prose')];
  }
}

function sharedRules(): Rule {
  return {
    comment: { match: '^#.*$', ...scope('comment.line.number-sign') },
    'indented-comment': { match: '^\\s+#(?=\\s|$).*$', ...scope('comment.line.number-sign') },
    'unknown-block': {
      match: "^[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\-_']*[:：]?\\s*$",
      ...scope('invalid.illegal.block'),
    },
    prose: { patterns: [include('fence'), include('values')] },
    fence: {
      begin: '(?:^\\s*|(?<=[:：-]\\s))(```)',
      beginCaptures: { 1: scope('punctuation.definition.markdown') },
      end: '^\\s*(```).*$',
      endCaptures: { 1: scope('punctuation.definition.markdown') },
      ...scope('markup.fenced_code.block'),
    },
    values: {
      match: `(\\{\\{)\\s*(${anyName})\\s*(\\}\\})`,
      captures: {
        1: scope('punctuation.definition.template-expression.begin'),
        2: scope('variable.other.value'),
        3: scope('punctuation.definition.template-expression.end'),
      },
    },
    number: { match: '(?<![\\w.])[+-]?\\d*\\.?\\d+(?![\\w.])', ...scope('constant.numeric') },
    string: {
      begin: '["“”]',
      end: '["“”]|$',
      ...scope('string.quoted.double'),
      patterns: [{ match: '\\\\["\\\\]', ...scope('constant.character.escape') }, include('values')],
    },
    pattern: {
      match: '(?<![\\w./])(/)((?:\\\\.|\\[(?:\\\\.|[^\\]\\\\])*\\]|[^/\\\\\\[])+)(/)([a-z]*)',
      captures: {
        1: scope('punctuation.definition.string.begin'),
        2: {
          ...scope('string.regexp'),
          patterns: [include('values'), { match: '\\\\.', ...scope('constant.character.escape') }],
        },
        3: scope('punctuation.definition.string.end'),
        4: scope('keyword.other.flags'),
      },
    },
    phrase: {
      patterns: [
        include('string'),
        include('pattern'),
        include('values'),
        include('number'),
        { match: '=', ...scope('keyword.operator.assignment') },
        { match: ',', ...scope('punctuation.separator.list') },
        { match: `(?<![\\w{])(?:${phraseWords().join('|')})(?![\\w}])`, ...scope('support.function.phrase') },
      ],
    },
    list: { patterns: [include('list-item'), { match: '[,，、،]', ...scope('punctuation.separator.list') }] },
    'list-item': { match: '^\\s+(-)(?=\\s|$)', captures: { 1: scope('punctuation.definition.list.begin') } },
    path: {
      match: '(\\.\\.?/[^,，、،\\s]+)(?:\\s+(as)\\s+([^,，、،]+))?',
      captures: {
        1: scope('string.other.link'),
        2: scope('keyword.operator.word'),
        3: scope('entity.name.type.speaker'),
      },
    },
    map: {
      match: `^\\s+(${anyName})\\s*${colon}`,
      captures: { 1: scope('variable.other.name'), 2: scope('punctuation.separator.key-value') },
    },
  };
}
