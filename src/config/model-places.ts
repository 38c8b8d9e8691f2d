// Where `dramatis.json` names the models of its endpoints. In: its text. Out: for each endpoint that counts, the range of its `model`, quotes included.
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { Range } from '../base/range.ts';
import { nodeRange } from './check-shape.ts';
import type { Endpoint } from './config.ts';

export interface ModelPlace {
  readonly endpoint: Endpoint;
  readonly range: Range;
}

/** In the order of `endpoints`, which are those that were read from the text. */
export function modelPlaces(text: string, endpoints: readonly Endpoint[]): readonly ModelPlace[] {
  if (endpoints.length === 0) return [];
  const root = parseTree(text.replace(/^\ufeff/, ' '), [], { allowTrailingComma: true });
  const nodes = (root && findNodeAtLocation(root, ['endpoints'])?.children) ?? [];
  return endpoints.flatMap((endpoint) => {
    const node = nodes.find((each) => memberOf(each, 'name')?.value === endpoint.name);
    const model = node && memberOf(node, 'model');
    return model?.value === endpoint.model ? [{ endpoint, range: nodeRange(model) }] : [];
  });
}

function memberOf(node: Node, key: string): Node | undefined {
  return node.type === 'object' ? findNodeAtLocation(node, [key]) : undefined;
}
