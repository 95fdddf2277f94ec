import { show } from './show.js'

/**
 * Returns the value if it is one of the choices.
 *
 * @throws TypeError if it is not: `remember: read must be 'before' or 'after', got 'during'`.
 *
 * @example
 * import { checkChoice } from '@momenta/options'
 *
 * checkChoice('remember', 'read', 'after', ['before', 'after']) // => 'after'
 */
export const checkChoice = <T extends string | boolean>(
  who: string,
  name: string,
  value: unknown,
  choices: readonly T[],
): T => {
  if (!choices.includes(value as T))
    throw new TypeError(
      `${who}: ${name} must be ${choices.map(show).join(' or ')}, got ${show(value)}`,
    )
  return value as T
}
