import { exampleOf } from './exampleOf.js'
import { note } from './made.js'
import type { Declared } from './Option.js'
import type { FilledOf } from './OptionsOf.js'
import type { PartKind } from './PartKind.js'
import { part } from './part.js'
import { readOptions } from './readOptions.js'

/** A function that makes a part out of a part, with options. */
export interface Combinator<I, O extends object, A> {
  (...args: undefined extends I ? [inner?: I, options?: O] : [inner: I, options?: O]): A
  /** The declared options: names, ranges, defaults. */
  readonly options: Declared
  /** Makes the part around an example. */
  readonly example: () => A
}

/**
 * Makes a combinator from its declared options, as {@link defineFactory} makes a factory.
 *
 * The function that it returns throws a TypeError if the part inside is not of the kind, and for
 * its options as a factory does.
 *
 * @param name - The combinator, as an error names it.
 * @param inside - The inner part: its kind, an example, and whether the example is the default.
 * @param options - Each option once: what it accepts, its default.
 * @param build - Makes the part.
 *
 * @example
 * import { defineCombinator, number, ranges } from '@momenta/options'
 *
 * const twice = defineCombinator('twice', { kind: 'transform', example: () => [] }, { n: number(ranges.count, 2) }, (inner, { n }) =>
 *   Array.from({ length: n }, () => inner).flat(),
 * )
 * twice([]) // => []
 */
export const defineCombinator = <I, O extends object, D extends Declared, A>(
  name: string,
  inside: {
    readonly kind: PartKind
    readonly example: () => Exclude<I, undefined>
    readonly optional?: boolean
  },
  options: D,
  build: (inner: Exclude<I, undefined>, filled: FilledOf<D>) => A,
): Combinator<I, O, A> => {
  const { kind, optional = false } = inside
  const { problemOf } = part(kind, inside.example)
  const make = (...[given, ...rest]: readonly unknown[]): A => {
    const inner = given === undefined && optional ? inside.example() : given
    const found = problemOf(inner)
    if (found !== undefined) throw new TypeError(`${name}: the ${kind} ${found.says}`)
    const filled = readOptions(name, options, rest)
    const made = build(inner as Exclude<I, undefined>, filled)
    // A combinator that does nothing may return the part inside, which keeps what it was made by.
    return (made as unknown) === inner
      ? made
      : note(made, { name, options: filled, declared: options, inner })
  }
  const example = () => build(inside.example(), readOptions(name, options, [exampleOf(options)]))
  return Object.assign(Object.defineProperty(make, 'name', { value: name }), { options, example })
}
