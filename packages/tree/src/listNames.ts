import { show } from '@momenta/options'

const few = 8

/** The first names of a list and the number of the others, for errors. */
export const listNames = (names: readonly string[]): string =>
  `[${names
    .slice(0, few)
    .map((name) => show(name).slice(1, -1))
    .join(', ')}${names.length > few ? `, and ${names.length - few} more` : ''}]`
