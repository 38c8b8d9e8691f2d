// Similarity by the embeddings of an endpoint that names a model for them. In: texts. Out: cosines, label `exact`. Each text is asked for
// once and its vector kept for as long as the process lives. Rejects where the endpoint fails: whoever asks falls back to words.
import { cosine } from '../../cosine.ts';
import type { ModelFailure, Similarity } from '../../port.ts';
import { guardedFetch, type Tap } from './guarded-fetch.ts';

export interface EmbeddingsOptions {
  /** Base address, mostly ending in /v1, and its origin: the key goes nowhere else. */
  readonly url: string;
  readonly origin: string;
  readonly model: string;
  readonly key: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  /** Takes the key out of what the endpoint says. */
  readonly clean: (text: string) => string;
  /** Why the endpoint may not even be asked. */
  readonly refusal: ModelFailure | undefined;
  /** Milliseconds that one request may take. */
  readonly timeoutMs?: number;
}

/** Texts in one request, and requests at a time: together far below what an endpoint takes. */
const batchSize = 32;
const atOnce = 4;
/** Longer texts are cut: embedding models read a few thousand tokens. */
const longestText = 6000;
/** Vectors kept; the oldest go first. */
const mostKept = 3000;

const kept = new Map<string, Float32Array>();

/** How alike texts are by the endpoint's embeddings. */
export function embeddingSimilarity(options: EmbeddingsOptions): Similarity {
  const place = `${options.origin}\n${options.url}\n${options.model}\n`;
  const missingOf = (texts: readonly string[]) => texts.filter((text) => !kept.has(place + text));
  return {
    label: 'exact',
    sends(a, others) {
      const texts = missingOf([...new Set([a, ...others].map(cut))]);
      return { requests: Math.ceil(texts.length / batchSize), texts };
    },
    async compare(a, others, signal) {
      const texts = [...new Set([a, ...others].map(cut))];
      const vectors = new Map<string, Float32Array>();
      const missing: string[] = [];
      for (const text of texts) {
        const known = kept.get(place + text);
        if (known) vectors.set(text, known);
        else missing.push(text);
      }
      const batches = Array.from({ length: Math.ceil(missing.length / batchSize) }, (_, index) =>
        missing.slice(index * batchSize, (index + 1) * batchSize),
      );
      while (batches.length > 0) {
        const found = await Promise.all(batches.splice(0, atOnce).map((batch) => embed(batch, options, signal)));
        for (const [text, vector] of found.flat()) {
          vectors.set(text, vector);
          keep(place + text, vector);
        }
      }
      const own = vectors.get(cut(a)) ?? [];
      return others.map((other) => cosine(own, vectors.get(cut(other)) ?? []));
    },
  };
}

function keep(key: string, vector: Float32Array): void {
  const [oldest] = kept.keys();
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
  kept.set(key, vector);
}

/** An empty text is refused by some endpoints; a blank is as good. */
function cut(text: string): string {
  return text.slice(0, longestText).trim() || ' ';
}

async function embed(
  texts: readonly string[],
  options: EmbeddingsOptions,
  signal: AbortSignal,
): Promise<readonly (readonly [string, Float32Array])[]> {
  const { url, origin, model, key, clean, refusal, timeoutMs = 30_000 } = options;
  if (refusal) throw new Error(refusal.message);
  const fetch = guardedFetch(options.fetch, origin, key, noTap);
  const response = await fetch(`${url.trim().replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const host = new URL(origin).host;
  if (!response.ok) {
    const said = clean(await response.text())
      .replace(/\s+/g, ' ')
      .slice(0, 200);
    throw new Error(`${host} gives no embeddings of ${model} (${response.status}). ${said}`);
  }
  const vectors = readVectors(await response.json().catch(() => undefined));
  if (vectors?.length !== texts.length)
    throw new Error(`${host} answered with something that is no list of embeddings.`);
  return texts.map((text, index) => [text, vectors[index] ?? new Float32Array()] as const);
}

/** In the order of their `index`, which servers may not keep. */
function readVectors(answer: unknown): readonly Float32Array[] | undefined {
  const data = (answer as { data?: unknown } | null | undefined)?.data;
  if (!Array.isArray(data)) return undefined;
  const vectors: Float32Array[] = [];
  for (const [at, one] of data.entries()) {
    const { embedding, index = at } = (one ?? {}) as { embedding?: unknown; index?: unknown };
    if (!Array.isArray(embedding) || !embedding.every((number) => typeof number === 'number')) return undefined;
    if (!Number.isSafeInteger(index) || (index as number) < 0 || (index as number) >= data.length) return undefined;
    vectors[index as number] = Float32Array.from(embedding as number[]);
  }
  return vectors;
}

const noTap: Tap = { activity: () => undefined, headers: () => undefined, done: () => undefined };
