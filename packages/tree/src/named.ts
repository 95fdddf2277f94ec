import { show } from '@momenta/options'

const few = 8

/** Names as an error lists them: the first few, and how many more there are. */
export const named = (names: readonly string[]): string =>
  `[${names
    .slice(0, few)
    .map((name) => show(name).slice(1, -1))
    .join(', ')}${names.length > few ? `, and ${names.length - few} more` : ''}]`
