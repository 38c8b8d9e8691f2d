// `dramatis data list|build|check|stats|batch|send|talks`: rows that trainers take, made of recorded talks; talks from a batch engine. Picks what is asked for; the work is in `cli/data`.
import { UserError } from '../../base/user-error.ts';
import type { Command } from '../command.ts';

export const data: Command = {
  name: 'data',
  summary: 'Make training rows of recorded talks, and check files of rows.',
  help: `
Usage: dramatis data list [--json]
       dramatis data build FILE --to FORMAT [--talks PATH …] [--out FILE] [--personal remove|redact|keep] [--country GB]
       dramatis data check ROWS --as FORMAT [--part NAME] [--json]
       dramatis data stats ROWS --as FORMAT [--part NAME] [--json]
       dramatis data batch FILE --lines PATH --model NAME [--temperature N] [--max-tokens N] [--out FILE]
       dramatis data send FILE --requests PATH [--model NAME] [--out FILE] [--budget N] [--cancel] [--restart]
       dramatis data talks FILE --requests PATH --answers PATH … [--out FILE]

\`list\` tells every format, what of a talk it needs and who takes it. \`build\` makes rows of the talks of a persona: talks kept
beside it, or those that --talks names. No model is asked. Rows that hold identifiers of people, that give a test of the persona
away or are there already do not go out; of an individual nothing does without \`consent:\`, \`source:\` and \`retention:\`. Beside
the rows stands NAME.manifest.json: counts, models, versions of the persona, what was left or removed and why. A build that
was stopped goes on when the same command is given again. \`check\` and \`stats\` read a file of rows by anybody.

\`batch\` writes lines of a user, one message a line, as the input of a batch engine (OpenAI's form, at most 50,000 lines and 200 MB); \`talks\`
makes recorded talks of what the engine answered, judged by the rules. Neither sends anything. \`send\` sends the file to the Batch
endpoint of a provider, waits, and makes the talks: how many requests go is said before, and what went is kept in NAME.sent.json, so that the
same command goes on waiting and pays for nothing twice. Ctrl-C stops the waiting; --cancel cancels the batch and takes what was answered.

  --to FORMAT          which rows; \`dramatis data list\` tells them
  --talks PATH         a file of one talk or of many, a folder of them, the editor's talks.sqlite, or - ; may be given more than once
  --out FILE           write there (default: NAME.FORMAT.jsonl where you are); never over a file that is there, but with --replace
  --personal WHAT      rows with e-mail addresses, phone or card numbers or IBANs: remove them (default), redact, or keep
  --country CC         phone numbers of this country count without +, too, as GB
  --asker FILE         the persona file of a simulated user of these talks; may be given more than once
  --unfit              take replies that break a rule, were found bad or were cut off, too
  --lines PATH         messages of a user, or -            --model NAME   as the engine calls it
  --requests PATH      what \`batch\` wrote                 --answers PATH   a file of the engine; may be given more than once
  --model NAME         of \`send\`: an endpoint of dramatis.json (default: its \`model\`)
  --allow-origin URL   say yes beforehand to an endpoint's address, where nobody can be asked
  --budget N           requests that may be sent without another question (default 200)
  --restart            begin a stopped build anew; forget the batch that was sent, and send it again
  --replace            write over files of these names
  --json               tell it as JSON

Exit code: 0, 1 where a row is not as the format has it, a request has no reply or the persona may not be exported, 3 where it was stopped.`,
  options: {
    to: { type: 'string' },
    as: { type: 'string' },
    part: { type: 'string' },
    talks: { type: 'string', multiple: true },
    asker: { type: 'string', multiple: true },
    out: { type: 'string' },
    personal: { type: 'string' },
    country: { type: 'string' },
    lines: { type: 'string' },
    model: { type: 'string' },
    temperature: { type: 'string' },
    'max-tokens': { type: 'string' },
    requests: { type: 'string' },
    answers: { type: 'string', multiple: true },
    'allow-origin': { type: 'string', multiple: true },
    budget: { type: 'string' },
    cancel: { type: 'boolean' },
    unfit: { type: 'boolean' },
    restart: { type: 'boolean' },
    replace: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ positionals: [verb, file, ...more], options }, terminal) {
    const text = (name: string) => (typeof options[name] === 'string' ? options[name] : undefined);
    const json = options['json'] === true;
    if (verb === 'list' && file === undefined) {
      return (await import('../data/list-formats.ts')).listFormats(terminal, json);
    }
    if (file === undefined || more.length > 0 || verb === undefined || !verbs.includes(verb))
      throw new UserError(
        'data takes `list`, or one of `build`, `check`, `stats`, `batch`, `send` and `talks` with a file.',
      );
    if (verb === 'batch' || verb === 'send' || verb === 'talks') {
      const { runBatchVerb } = await import('../data/batch-verbs.ts');
      return runBatchVerb(verb, file, options, terminal);
    }
    const { dataFormats, dataFormatNamed } = await import('../../data/formats.ts');
    const wanted = text(verb === 'build' ? 'to' : 'as');
    const format = wanted === undefined ? undefined : dataFormatNamed(wanted);
    if (!format) {
      const option = verb === 'build' ? '--to' : '--as';
      throw new UserError(`\`${option}\` takes a format.`, `Formats: ${dataFormats.map(({ id }) => id).join(', ')}.`);
    }
    if (verb === 'build') {
      const personal = text('personal') ?? 'remove';
      if (personal !== 'remove' && personal !== 'redact' && personal !== 'keep')
        throw new UserError('--personal takes remove, redact or keep.');
      const { talks = [], asker = [] } = options;
      const { buildRows } = await import('../data/build-rows.ts');
      return buildRows(
        file,
        format,
        {
          talks: typeof talks === 'object' ? talks : [],
          askers: typeof asker === 'object' ? asker : [],
          out: text('out'),
          personal,
          country: text('country'),
          unfit: options['unfit'] === true,
          restart: options['restart'] === true,
          replace: options['replace'] === true,
          json,
        },
        terminal,
      );
    }
    const rows = { file, format, part: text('part'), json };
    const { checkFile, tellStats } = await import('../data/check-files.ts');
    return verb === 'check' ? checkFile(rows, terminal) : tellStats(rows, terminal);
  },
};

const verbs = ['build', 'check', 'stats', 'batch', 'send', 'talks'];
