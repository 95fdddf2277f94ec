/** Whether a value is a typed array, or a list or array-like of numbers. */
export const isVector = (given: unknown): given is ArrayLike<number> =>
  (ArrayBuffer.isView(given) && !(given instanceof DataView)) ||
  (typeof given === 'object' &&
    typeof (given as Partial<ArrayLike<number>> | null)?.length === 'number' &&
    Array.prototype.every.call(given, (n) => typeof n === 'number'))
