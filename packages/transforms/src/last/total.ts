/** The sum of the sums over leaves. */
export const total = (sums: readonly number[]): number => sums.reduce((sum, n) => sum + n, 0)
