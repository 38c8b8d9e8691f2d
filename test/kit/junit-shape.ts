// A small reader of XML that refuses what is not well formed, and the shape of JUnit files as CI servers read it (after the schema
// of Jenkins' xUnit plugin): which element may stand in which, and which attributes it may and must have.

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const shape: Readonly<Record<string, { in: readonly string[]; must: readonly string[]; may: readonly string[] }>> = {
  testsuites: { in: [''], must: [], may: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'] },
  testsuite: {
    in: ['testsuites'],
    must: ['name', 'tests'],
    may: ['failures', 'errors', 'time', 'skipped', 'timestamp'],
  },
  properties: { in: ['testsuite'], must: [], may: [] },
  property: { in: ['properties'], must: ['name', 'value'], may: [] },
  testcase: { in: ['testsuite'], must: ['name'], may: ['classname', 'time', 'group'] },
  skipped: { in: ['testcase'], must: [], may: ['message', 'type'] },
  failure: { in: ['testcase'], must: [], may: ['message', 'type'] },
  error: { in: ['testcase'], must: [], may: ['message', 'type'] },
  'system-out': { in: ['testcase', 'testsuite'], must: [], may: [] },
  'system-err': { in: ['testcase', 'testsuite'], must: [], may: [] },
};

/** Reads and checks. @throws Error where it is not well formed or not of the shape; counts must be right, too. */
export function readJunit(xml: string): XmlElement {
  const root = readXml(xml);
  check(root, '');
  return root;
}

/** All elements of a name, however deep. */
export function elements(root: XmlElement, name: string): readonly XmlElement[] {
  return [...(root.name === name ? [root] : []), ...root.children.flatMap((child) => elements(child, name))];
}

function check(element: XmlElement, parent: string): void {
  const { name, attributes, children } = element;
  const row = shape[name];
  if (!row?.in.includes(parent)) throw new Error(`<${name}> in <${parent}>`);
  for (const must of row.must) if (!(must in attributes)) throw new Error(`<${name}> without ${must}`);
  const known = [...row.must, ...row.may];
  for (const given of Object.keys(attributes)) if (!known.includes(given)) throw new Error(`<${name}> with ${given}`);
  for (const child of children) check(child, name);
  if (name !== 'testsuite' && name !== 'testsuites') return;
  const counts = { tests: 'testcase', failures: 'failure', errors: 'error', skipped: 'skipped' };
  for (const [attribute, counted] of Object.entries(counts)) {
    const said = attributes[attribute];
    if (said !== undefined && Number(said) !== elements(element, counted).length)
      throw new Error(`<${name}> says ${attribute}=${said}`);
  }
}

function readXml(xml: string): XmlElement {
  // Characters that XML 1.0 allows.
  const wrong = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (wrong) throw new Error(`a character XML does not allow at ${wrong.index}`);
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [];
  const top = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  open.push(top);
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const match of body.matchAll(token)) {
    if (match.index !== end) break;
    end = match.index + match[0].length;
    const [, closes, name = '', attributes = '', empty, text] = match;
    const current = open.at(-1) ?? top;
    if (text !== undefined) current.text += plainOf(text);
    else if (closes) {
      if (current.name !== name) throw new Error(`</${name}> ends <${current.name}>`);
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        plainOf(value),
      ]);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      current.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [root, ...more] = top.children;
  if (end !== body.length || open.length !== 1 || !root || more.length > 0 || top.text.trim() !== '')
    throw new Error(`not well formed at ${end}: ${body.slice(end, end + 40)}`);
  return root;
}

function plainOf(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(text)) throw new Error(`a bare & in ${text.slice(0, 60)}`);
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) =>
    code ? String.fromCodePoint(Number(code)) : (names[name] ?? ''),
  );
}
