/** A number for people: three digits. */
export const shown = (n: number): string => String(Number(n.toPrecision(3)))
