/**
 * Answers the value if it is one of the choices.
 *
 * @throws TypeError if it is not: `remember: read must be 'before' or 'after', got 'during'`.
 *
 * @example
 * import { checkedChoice } from '@momenta/core'
 *
 * checkedChoice('remember', 'read', 'after', ['before', 'after']) // => 'after'
 */
export const checkedChoice = <T extends string | boolean>(
  who: string,
  name: string,
  value: unknown,
  choices: readonly T[],
): T => {
  const quoted = (choice: unknown) => (typeof choice === 'string' ? `'${choice}'` : String(choice))
  if (!choices.includes(value as T))
    throw new TypeError(
      `${who}: ${name} must be ${choices.map(quoted).join(' or ')}, got ${quoted(value)}`,
    )
  return value as T
}
