/** Formats a number to three digits. */
export const formatNumber = (n: number): string => String(Number(n.toPrecision(3)))
