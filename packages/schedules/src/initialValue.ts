import { number, ranges } from '@momenta/options'

/** The option of every schedule that starts at a value of its own. */
export const initialValue = {
  /** The first value, a finite number. Default 1e-3. */
  init: number(ranges.finite, 1e-3),
}
