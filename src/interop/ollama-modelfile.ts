// A persona as an Ollama Modelfile: what it compiles to as SYSTEM, greeting and examples as MESSAGE. Out only. Source: Ollama's docs/modelfile.mdx.
// `"""` ends a quoted text there and cannot be escaped: it is refused, with where it stands.
import { compile } from '../lang/compile.ts';
import { render } from '../lang/render.ts';
import { dropped, type Fate, mapped } from './fate.ts';
import type { Format } from './format.ts';
import { firstGreeting, promptFates } from './prompt-fates.ts';

export const ollamaModelfile: Format = {
  id: 'modelfile',
  title: 'Ollama Modelfile',
  extension: '.Modelfile',
  endings: [],
  write(persona) {
    const prompt = compile(persona);
    const { messages } = render(prompt, []);
    const [system, ...shots] = messages;
    const greeting = firstGreeting(prompt);
    const fates: Fate[] = [...promptFates(persona, prompt, '`SYSTEM`')];
    const lines = ['# Choose the model that plays it.', 'FROM llama3.2', ''];
    const quoted = [...messages.map(({ content }) => content), greeting].find((content) => content.includes('"""'));
    if (quoted !== undefined) {
      const line = quoted.split('\n').find((each) => each.includes('"""')) ?? '';
      return {
        ok: false,
        reason: `A Modelfile cannot hold three quotation marks in a row: ${line.trim().slice(0, 80)}`,
      };
    }
    if (system) lines.push(`SYSTEM """${system.content}"""`, '');
    for (const { role, content } of shots) if (role !== 'system') lines.push(`MESSAGE ${role} """${content}"""`);
    if (shots.length > 0) fates.push(mapped('examples', '`MESSAGE`'));
    if (greeting !== '') {
      lines.push(`MESSAGE assistant """${greeting}"""`);
      fates.push(mapped('the first greeting', '`MESSAGE assistant`'));
    }
    if (prompt.reminder) fates.push(dropped('`reminder`', 'Nothing is sent after the last message there.'));
    return { ok: true, bytes: new TextEncoder().encode(`${lines.join('\n').trimEnd()}\n`), fates };
  },
};
