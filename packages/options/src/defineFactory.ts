import { exampleOf } from './exampleOf.js'
import { note } from './made.js'
import type { Declared, Problem } from './Option.js'
import type { FilledOf } from './OptionsOf.js'
import { readOptions } from './readOptions.js'

/** A function from options to a part that says which options it takes. */
export interface Factory<O extends object, A> {
  (...args: Record<never, never> extends O ? [options?: O] : [options: O]): A
  /** The declared options: names, ranges, defaults. */
  readonly options: Declared
  /** Makes the part with its defaults; options that must be given have their example values. */
  readonly example: () => A
}

/**
 * Makes a factory from its declared options: they are checked and their defaults filled in before
 * it builds anything.
 *
 * The function that it returns throws a TypeError for an option that is unknown, missing or of the
 * wrong type, and a RangeError for a number out of range.
 *
 * @param name - The factory, as an error names it.
 * @param options - Each option once: what it accepts, its default.
 * @param build - Makes the part from options that are checked and complete.
 * @param check - What must hold for the options together.
 *
 * @example
 * import { defineFactory, number, ranges } from '@momenta/options'
 *
 * const constant = defineFactory('constant', { value: number(ranges.finite, 1e-3) }, ({ value }) => () => value)
 * constant({ value: 0.1 })() // => 0.1
 * constant()() // => 0.001
 */
export const defineFactory = <O extends object, D extends Declared, A>(
  name: string,
  options: D,
  build: (filled: FilledOf<D>) => A,
  check: (filled: FilledOf<D>) => Problem | undefined = () => undefined,
): Factory<O, A> => {
  const make = (...args: readonly unknown[]): A => {
    const filled = readOptions(name, options, args, check)
    return note(build(filled), { name, options: filled, declared: options })
  }
  const example = () => make(exampleOf(options))
  return Object.assign(Object.defineProperty(make, 'name', { value: name }), { options, example })
}
