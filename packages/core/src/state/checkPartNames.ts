import type { Description } from '../Description.js'

/**
 * Checks that the state of a part is a record with the slots and hyperparameters that the part
 * declares.
 *
 * @param who - The name of the caller in errors.
 * @param part - The part in errors.
 * @throws TypeError in one line that names the part.
 */
export const checkPartNames = (
  who: string,
  part: string,
  { slots, hyper }: Description,
  state: unknown,
): void => {
  const given = state as { readonly slots?: object; readonly hyper?: object } | null | undefined
  const check = (what: string, declared: object, found: object | undefined): void => {
    const [names, got] = [Object.keys(declared), Object.keys(found ?? {})]
    if (!found || got.length !== names.length || !names.every((name) => got.includes(name)))
      throw new TypeError(
        `${who}: ${part} must have the ${what} [${names.join(', ')}], got [${got.join(', ')}]; was the state made by this optimizer?`,
      )
  }
  check('slots', slots, given?.slots)
  check('hyperparameters', hyper, given?.hyper)
}
