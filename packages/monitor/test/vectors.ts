/** Whether a is within a relative share of b. */
export const near = (a: number | null | undefined, b: number, share: number) =>
  Math.abs((a as number) - b) <= share * Math.abs(b)
export const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, n, i) => sum + n * (b[i] as number), 0)
export const norm = (a: ArrayLike<number>) => Math.sqrt(dot(a, a))
