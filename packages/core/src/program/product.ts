/** The product of lengths: the number of elements of a shape. */
export const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1)
