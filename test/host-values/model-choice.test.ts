// Which model is chosen, from the user's setting, their endpoints and a folder's configuration.
import { describe, expect, test } from 'vitest';
import { type Config, defaultConfig, type Endpoint } from '../../src/config/config.ts';
import { chooseModel, knownEndpoints, vscodeModelName } from '../../src/host/models/model-choice.ts';

const endpoint = (name: string, url: string): Endpoint => ({
  name,
  url,
  model: 'm',
  keyFrom: undefined,
  temperature: undefined,
  maxTokens: undefined,
  contextTokens: undefined,
  systemRole: true,
});
const folder: Config = { ...defaultConfig, endpoints: [endpoint('team', 'https://team.example/v1')], model: 'team' };

describe('the choice', () => {
  test('is the understudy where nobody says anything', () => {
    expect(chooseModel('', defaultConfig, [])).toEqual({ kind: 'understudy' });
    expect(chooseModel('  ', defaultConfig, [])).toEqual({ kind: 'understudy' });
  });

  test('is the folder’s where the user says nothing, and is known to come from there', () => {
    expect(chooseModel('', folder, [])).toMatchObject({ kind: 'endpoint', broughtBy: 'folder' });
  });

  test('is the user’s before the folder’s', () => {
    expect(chooseModel('understudy', folder, [])).toEqual({ kind: 'understudy' });
    const own = [endpoint('mine', 'https://mine.example/v1')];
    expect(chooseModel('mine', folder, own)).toMatchObject({ broughtBy: 'user', endpoint: own[0] });
  });

  test('of a name that both describe is the user’s description: a folder cannot redirect it', () => {
    const own = [endpoint('team', 'https://mine.example/v1')];
    expect(chooseModel('team', folder, own)).toMatchObject({ broughtBy: 'user', endpoint: { url: own[0]?.url } });
    expect(knownEndpoints(folder, own)).toHaveLength(1);
  });

  test('of a model of VS Code keeps slashes in its id', () => {
    const name = vscodeModelName({ vendor: 'acme', id: 'org/model' });
    expect(chooseModel(name, folder, [])).toEqual({ kind: 'vscode', vendor: 'acme', id: 'org/model' });
  });

  test('that nobody describes is said by name', () => {
    expect(chooseModel('gone', folder, [])).toEqual({ kind: 'unknown', name: 'gone' });
  });
});
