// Figures of an inferred user: how much of a profile a talk supports and how much of the talk it covers, and how well a simulated user comes back as who
// was played. In: counts, vectors, shares. Out: numbers. Pure. After USP (Wang et al., 2025), with its released weights.

/** Precision: facts that the talk supports; recall: statements that some fact covers; F1 of both. 0 where there is nothing. */
export function consistency(
  supported: number,
  facts: number,
  covered: number,
  statements: number,
): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const precision = facts === 0 ? 0 : supported / facts;
  const recall = statements === 0 ? 0 : covered / statements;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1 };
}

/** 0.5·(likeness of the facts + likeness of the character) + 0.5·2·how human one line reads (0..1). */
export function turnReward(facts: number, character: number, human: number): number {
  return 0.5 * (facts + character) + 0.5 * 2 * human;
}
