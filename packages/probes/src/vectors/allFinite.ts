/** Whether every element is a finite number. */
export const allFinite = (a: Float64Array): boolean => a.every(Number.isFinite)
