/** The sum of numbers. */
export const sum = (numbers: readonly number[]): number => numbers.reduce((all, n) => all + n, 0)
