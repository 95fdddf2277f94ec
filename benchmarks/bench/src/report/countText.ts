/** A number of things: `1 seed`, `3 seeds`. */
export const countText = (count: number, thing: string): string =>
  `${count} ${thing}${count === 1 ? '' : 's'}`
