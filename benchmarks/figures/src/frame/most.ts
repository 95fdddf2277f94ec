/** The maximum of lengths, 0 if there are none. */
export const most = (lengths: readonly number[]): number =>
  lengths.reduce((maximum, length) => Math.max(maximum, length), 0)
