import { flag, type OptionsOf } from '@momenta/options'
import { betasOption, lrOption, type OfficialOptions, officialOptions } from './OfficialOptions.js'

const own = {
  /** Step size, a finite number >= 0, or a schedule. Default 1e-3. */
  lr: lrOption(1e-3),
  /** The decays of the two moments, in [0, 1). Default [0.9, 0.999]. */
  betas: betasOption(),
  /** Divides by the maximum of the second moments so far. Default false. */
  amsgrad: flag(false),
}

/** The options of Adam_C and Adam_CM but for the capacity. */
export const officialAdamOptions = { ...own, ...officialOptions }

/** Those options as a caller passes them. */
export interface OfficialAdamOptions extends OptionsOf<typeof own>, OfficialOptions {}
