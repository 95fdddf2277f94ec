/** A coordinate to 2 decimals, so that files are small and equal to the byte on every machine. */
export const round = (value: number): number => Math.round(value * 100) / 100 + 0

/** A coordinate to 1 decimal, which is what a screen shows of it. */
export const tenth = (value: number): number => Math.round(value * 10) / 10 + 0
