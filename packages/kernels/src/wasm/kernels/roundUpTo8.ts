/** The smallest multiple of 8, the width of a panel, that is at least n. */
export const roundUpTo8 = (n: number): number => 8 * Math.ceil(n / 8)
