import { madeBy } from './made.js'
import type { Declared, Option } from './Option.js'
import type { FilledOf, HyperNames } from './OptionsOf.js'
import type { Range } from './Range.js'

/** A number that can be read and changed during training: its initial value and its range. */
export interface Hyperparameter {
  readonly value: number
  readonly range: Range
  /**
   * The option of an optimizer that this number comes from, if its name differs; setting that
   * option sets this number. `null`: the optimizer chose the number, and no option sets it.
   */
  readonly option?: string | null
}

/** A JSON value. */
export type Plain =
  | number
  | string
  | boolean
  | null
  | readonly Plain[]
  | { readonly [name: string]: Plain }

/**
 * Schedules and the choice of leaves may change from one run to the next: a state means the same.
 */
const isFree = ({ shape }: Option): boolean =>
  shape.kind === 'predicate' ||
  (shape.kind === 'part' && shape.of === 'schedule') ||
  (shape.kind === 'either' && shape.of.some(isFree))

/**
 * A value of an option as JSON: a part is its name and options, and null where no factory made it.
 */
const plainOf = (value: unknown): Plain => {
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value
  if (Array.isArray(value) && madeBy(value) === undefined) return value.map(plainOf)
  const made = madeBy(value)
  if (made === undefined) return null
  return { name: made.name, ...structuralOptions(made.declared, made.options) }
}

/**
 * The options that decide what the state of a part means, as JSON: all but hyperparameters,
 * schedules and choices of leaves. A part is its name and options, and null where no factory made
 * it.
 *
 * @example
 * import { flag, hyperparameter, ranges, structuralOptions } from '@momenta/options'
 *
 * const options = { decay: hyperparameter(ranges.decay, 0.9), nesterov: flag(false) }
 * structuralOptions(options, { decay: 0.5, nesterov: true }) // => { nesterov: true }
 */
export const structuralOptions = <D extends Declared>(
  options: D,
  filled: { readonly [N in keyof D]: unknown },
): { readonly [name: string]: Plain } =>
  Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      const value = filled[name]
      return option.changes || isFree(option) || value === undefined ? [] : [[name, plainOf(value)]]
    }),
  )

/**
 * What a description takes from the options of its factory: the hyperparameters, and the options
 * that decide what its state means.
 *
 * @example
 * import { describeOptions, flag, hyperparameter, ranges } from '@momenta/options'
 *
 * const options = { decay: hyperparameter(ranges.decay, 0.9), nesterov: flag(false) }
 * describeOptions(options, { decay: 0.5, nesterov: true }).hyper.decay.value // => 0.5
 */
export const describeOptions = <D extends Declared>(
  options: D,
  filled: FilledOf<D>,
): {
  readonly hyper: { readonly [N in HyperNames<D>]: Hyperparameter }
  readonly options: { readonly [name: string]: Plain }
} => {
  const hyper: { readonly [name: string]: Hyperparameter } = Object.fromEntries(
    Object.entries(options).flatMap(([name, { changes, shape }]) => {
      const value: unknown = filled[name]
      return changes && shape.kind === 'number' && typeof value === 'number'
        ? [[name, { value, range: shape.range }]]
        : []
    }),
  )
  return {
    hyper: hyper as { readonly [N in HyperNames<D>]: Hyperparameter },
    options: structuralOptions(options, filled),
  }
}
