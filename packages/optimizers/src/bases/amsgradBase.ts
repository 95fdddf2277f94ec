import { defineFactory, type Factory, flag, type OptionsOf } from '@momenta/options'
import { type AdamOptions, adamOptions, adamRule } from './adamBase.js'
import type { Base } from './Base.js'

const own = {
  /** Divides by the greatest second moment so far. Default true. */
  amsgrad: flag(true),
}

/** Options of AMSGrad: those of Adam. */
export interface AmsgradOptions extends Omit<AdamOptions, 'amsgrad'>, OptionsOf<typeof own> {}

/**
 * The rule of AMSGrad: that of Adam with the greatest second moment so far.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { amsgradBase } from '@momenta/optimizers'
 *
 * Object.keys(amsgradBase().whole[0].slots) // => ['mu', 'nu', 'nuMax']
 */
export const amsgradBase: Factory<AmsgradOptions, Base> = defineFactory(
  'amsgradBase',
  { ...adamOptions, ...own },
  adamRule,
)
