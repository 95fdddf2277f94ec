import type { Declared } from './Option.js'

/**
 * What a part was made by: the name of its factory, the options with their defaults filled in, and
 * their declaration.
 */
export interface Made {
  readonly name: string
  readonly options: { readonly [name: string]: unknown }
  readonly declared: Declared
  /** The part inside, of what a combinator made. */
  readonly inner?: unknown
}

const makers = new WeakMap<object, Made>()

/** Records which factory made a part; the part is not modified. */
export const note = <A>(part: A, made: Made): A => {
  if ((typeof part === 'object' && part !== null) || typeof part === 'function')
    makers.set(part, made)
  return part
}

/**
 * The factory and options that made a part; undefined for one that no factory made.
 *
 * @example
 * import { defineFactory, madeBy, number, ranges } from '@momenta/options'
 *
 * const constant = defineFactory('constant', { value: number(ranges.finite, 1) }, ({ value }) => () => value)
 * madeBy(constant({ value: 3 }))?.options // => { value: 3 }
 */
export const madeBy = (part: unknown): Made | undefined =>
  (typeof part === 'object' && part !== null) || typeof part === 'function'
    ? makers.get(part)
    : undefined
