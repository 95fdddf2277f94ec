import type { Declared, Problem } from './Option.js'
import type { FilledOf } from './OptionsOf.js'
import { fieldsOf, problemsOf } from './problemsOf.js'
import { show } from './show.js'

const fail = (who: string, { says, error, path = [] }: Problem): never => {
  const text = `${who}: ${path.length === 0 ? '' : `${path.join('.')} `}${says}`
  throw error === 'type' ? new TypeError(text) : new RangeError(text)
}

/** The object of options that positional arguments would mean. */
const instead = (options: Declared, given: readonly unknown[]): string => {
  const names = Object.keys(options)
  if (names.length === 0) return 'must be called without options'
  const wrong = given.findIndex((value, i) => {
    const option = options[names[i] ?? '']
    return option === undefined || option.problemOf(value) !== undefined
  })
  const accepted = wrong === -1 ? given.length : wrong
  const fields = names.slice(0, Math.max(1, accepted)).map((name, i) => {
    const value = i < accepted ? given[i] : options[name]?.example()
    return `${name}: ${show(value)}`
  })
  return `options must be an object such as { ${fields.join(', ')} }`
}

/**
 * Checks the arguments of a factory against its declared options, and fills in the defaults.
 *
 * @param who - The name of the factory in errors.
 * @param args - The arguments of the call: none, or one object of options.
 * @param check - A check of all options together.
 * @throws TypeError if an option is unknown, missing or of the wrong type, RangeError if a number
 *   lies outside its range.
 *
 * @example
 * import { number, ranges, readOptions } from '@momenta/options'
 *
 * readOptions('ema', { decay: number(ranges.decay, 0.9) }, []) // => { decay: 0.9 }
 */
export const readOptions = <D extends Declared>(
  who: string,
  options: D,
  args: readonly unknown[],
  check: (filled: FilledOf<D>) => Problem | undefined = () => undefined,
): FilledOf<D> => {
  const given = args.filter((each) => each !== undefined)
  const fields =
    given.length === 0 ? new Map() : given.length === 1 ? fieldsOf(given[0]) : undefined
  if (fields === undefined)
    throw new TypeError(`${who}: ${instead(options, given)}, got ${given.map(show).join(', ')}`)
  const [first] = problemsOf(options, fields)
  if (first !== undefined) fail(who, first)
  const filled = Object.fromEntries(
    Object.entries(options).map(([name, { presence, example }]) => [
      name,
      fields.get(name) ?? (presence === 'default' ? example() : undefined),
    ]),
  ) as FilledOf<D>
  const together = check(filled)
  if (together !== undefined) fail(who, together)
  return filled
}
