// Any editor: a real Neovim starts `dramatis lsp --stdio` as docs/editors.md says, and gets what the server has. Needs the built `dist/`.
import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findNeovim, type Neovim } from '../workbench/neovim.ts';
import { freshFolder, root } from '../workbench/paths.ts';

const mother = 'persona Mother\n\nrules\n  secret: Keeps it.\n    never: say "swordfish"\n';
const daughter =
  'persona Daughter\n  extends: ./mother.persona\n\ngreeting\n  Swordfish!\n\ntest t\n  user: Hi.\n  keeps: secret\n';

let neovim: Neovim;
let home: string;
beforeAll(async () => {
  neovim = await findNeovim((line) => console.log(line));
  home = await freshFolder('neovim');
  await mkdir(join(home, 'personas'));
  await writeFile(join(home, 'personas', 'mother.persona'), mother);
  await writeFile(join(home, 'personas', 'daughter.persona'), daughter);
  // As a user has it: the command on the path.
  await mkdir(join(home, 'bin'));
  const shim = `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist', 'node', 'dramatis.js')}" "$@"\n`;
  await writeFile(join(home, 'bin', 'dramatis'), shim, { mode: 0o755 });
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** The first Lua block of the page: what it tells users to write. */
async function documented(): Promise<string> {
  const page = await readFile(join(root, 'docs', 'editors.md'), 'utf8');
  const block = /```lua\n([\s\S]*?)```/.exec(page)?.[1];
  if (block === undefined) throw new Error('docs/editors.md shows no Lua');
  return block;
}

/** Runs the page's Lua, opens the file, then asks; what `ask` returns comes back as JSON. */
async function inNeovim(ask: string): Promise<unknown> {
  const out = join(home, 'out.json');
  const script = `
${await documented()}
local function finish(value)
  vim.fn.writefile({ vim.fn.json_encode(value) }, ${JSON.stringify(out)})
  vim.cmd('qall!')
end
local function wait(test)
  if not vim.wait(40000, test, 20) then finish({ failed = 'waited in vain', messages = vim.fn.execute('messages'), clients = #vim.lsp.get_active_clients(), log = vim.lsp.get_log_path() }) end
end
local function request(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 60000)
  for _, answer in pairs(answers or {}) do
    if answer.error then return { error = answer.error.message } end
    return answer.result
  end
end
vim.cmd('edit ' .. ${JSON.stringify(join(home, 'personas', 'daughter.persona'))})
wait(function() return #vim.diagnostic.get(0) > 0 end)
local ok, result = pcall(function()
${ask}
end)
finish({ ok = ok, result = result, filetype = vim.bo.filetype })
`;
  await writeFile(join(home, 'ask.lua'), script);
  await rm(out, { force: true });
  const child = spawn(
    neovim.command,
    ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${join(home, 'ask.lua')}`],
    {
      cwd: join(home, 'personas'),
      env: {
        ...process.env,
        ...neovim.env,
        HOME: home,
        XDG_STATE_HOME: home,
        PATH: `${join(home, 'bin')}:${process.env['PATH']}`,
      },
    },
  );
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  child.stderr.on('data', (data) => {
    said += data;
  });
  await new Promise((done) => child.once('close', done));
  const text = await readFile(out, 'utf8').catch(() => {
    throw new Error(`Neovim told nothing:\n${said}`);
  });
  return JSON.parse(text);
}

test('the file type is known, and a finding that needs the parent is told', async () => {
  const answer = await inNeovim('return vim.diagnostic.get(0)');
  expect(answer).toMatchObject({
    ok: true,
    filetype: 'persona',
    result: [{ lnum: 4, code: 'breaks-own-rule', source: 'dramatis' }],
  });
});

test('hover, completion, definition in another file', async () => {
  const answer = await inNeovim(`
    vim.api.nvim_win_set_cursor(0, { 9, 10 })
    local at = vim.lsp.util.make_position_params()
    local hover = request('textDocument/hover', at)
    local definition = request('textDocument/definition', at)
    at.position = { line = 6, character = 0 }
    local completion = request('textDocument/completion', at)
    return { hover = hover.contents.value, definition = definition[1].uri, line = definition[1].range.start.line, first = #(completion.items or completion) > 0 }`);
  expect(answer).toMatchObject({
    ok: true,
    result: {
      hover: expect.stringContaining('Keeps it'),
      definition: expect.stringMatching(/mother\.persona$/),
      line: 3,
      first: true,
    },
  });
});

test('rename changes both files; a taken name is refused in words', async () => {
  const answer = await inNeovim(`
    vim.api.nvim_win_set_cursor(0, { 9, 10 })
    local at = vim.lsp.util.make_position_params()
    at.newName = 'user: no'
    local refused = request('textDocument/rename', at)
    at.newName = 'discretion'
    local edit = request('textDocument/rename', at)
    vim.lsp.util.apply_workspace_edit(edit, 'utf-16')
    local mother = vim.fn.bufnr('mother.persona')
    return {
      refused = refused.error,
      here = vim.api.nvim_buf_get_lines(0, 8, 9, false)[1],
      there = vim.api.nvim_buf_get_lines(mother, 3, 4, false)[1],
    }`);
  expect(answer).toMatchObject({
    ok: true,
    result: {
      refused: expect.stringContaining('would not be read as a name'),
      here: '  keeps: discretion',
      there: '  discretion: Keeps it.',
    },
  });
});

test('fixes, formatting, symbols of the workspace', async () => {
  const answer = await inNeovim(`
    local symbols = request('workspace/symbol', { query = 'daughter' })
    vim.api.nvim_buf_set_lines(0, 6, 6, false, { 'rulez', '    a:   Is kind.', '' })
    wait(function() return #vim.diagnostic.get(0) > 1 end)
    local range = { start = { line = 6, character = 1 }, ['end'] = { line = 6, character = 1 } }
    local actions = request('textDocument/codeAction', {
      textDocument = vim.lsp.util.make_text_document_params(), range = range, context = { diagnostics = {} } })
    vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
    vim.lsp.buf.formatting_sync(nil, 30000)
    return { symbol = symbols[1].name, fixed = vim.api.nvim_buf_get_lines(0, 6, 8, false), titles = vim.tbl_map(function(a) return a.title end, actions) }`);
  expect(answer).toMatchObject({
    ok: true,
    result: {
      symbol: 'Daughter',
      fixed: ['rules', '  a: Is kind.'],
      titles: ['Write `rules`', 'Ignore misspelt-block here, with a reason'],
    },
  });
});

test('no server outlives its editor', async () => {
  const program = join(root, 'dist', 'node', 'dramatis.js');
  const left = () => execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' }).includes(`${program} lsp`);
  await expect.poll(left).toBe(false);
});
