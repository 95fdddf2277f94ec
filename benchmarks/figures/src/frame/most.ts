/** The greatest of lengths, 0 if there are none. */
export const most = (lengths: readonly number[]): number =>
  lengths.reduce((greatest, length) => Math.max(greatest, length), 0)
