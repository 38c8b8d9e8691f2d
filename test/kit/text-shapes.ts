// Texts of any size in one shape each: what a parser that is not linear stumbles over.

export const textShapes: Record<string, (n: number) => string> = {
  facts: (n) => `knows\n${'  - a fact\n'.repeat(n)}`,
  'named facts': (n) => `knows\n${Array.from({ length: n }, (_, i) => `  f${i}: x\n    keys: a, b\n`).join('')}`,
  'text lines': (n) => `about\n  home: x\n${'    more of it\n\n'.repeat(n)}`,
  prose: (n) => `section\n${'  # hm\n'.repeat(n)}`,
  blocks: (n) => Array.from({ length: n }, (_, i) => `test t${i}\n  user: x\n`).join(''),
  strays: (n) => 'not a header\n'.repeat(n),
  comments: (n) => `rules\n${'  # note\n'.repeat(n)}`,
  'unknown blocks': (n) => 'wardrobe\n  hat: x\n  # y\n'.repeat(n),
  'unknown speakers': (n) => `example\n${'  nobody: x\n'.repeat(n)}`,
  'fences left open': (n) => 'greeting\n  ```\n'.repeat(n),
};
