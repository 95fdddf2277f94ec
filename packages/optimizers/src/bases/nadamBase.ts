import { defineFactory, type Factory, flag, type OptionsOf } from '@momenta/options'
import { type AdamOptions, adamOptions, adamRule } from './adamBase.js'
import type { Base } from './Base.js'

const own = {
  /** Looks one step ahead, after Dozat. Default true. */
  nesterov: flag(true),
}

/** Options of NAdam: those of Adam. */
export interface NadamOptions extends Omit<AdamOptions, 'nesterov'>, OptionsOf<typeof own> {}

/**
 * The rule of NAdam: that of Adam with Nesterov momentum.
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown or of the wrong type.
 *
 * @example
 * import { nadamBase } from '@momenta/optimizers'
 *
 * nadamBase().whole.map(({ name }) => name) // => ['scaleByAdam']
 */
export const nadamBase: Factory<NadamOptions, Base> = defineFactory(
  'nadamBase',
  { ...adamOptions, ...own },
  adamRule,
)
