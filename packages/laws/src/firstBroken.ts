/** The first counterexample, if any. */
export const firstBroken = <T>(
  cases: readonly T[],
  check: (one: T) => string | undefined,
): string | undefined => {
  for (const one of cases) {
    const broken = check(one)
    if (broken !== undefined) return broken
  }
  return undefined
}
