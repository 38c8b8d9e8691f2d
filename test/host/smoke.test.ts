// The extension is known to a real VS Code and activates in it.
import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import { extensions } from 'vscode';

describe('the extension', () => {
  it('is installed and activates', async () => {
    const extension = extensions.getExtension('dramatis.dramatis');
    assert.ok(extension, 'VS Code does not know dramatis.dramatis');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
