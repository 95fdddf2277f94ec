import type { AxisLabel } from './AxisLabel.js'

/** A numeric axis. */
export type Axis = AxisLabel & {
  /** a log axis is to base 10 and leaves out values that are not positive */
  readonly scale: 'linear' | 'log'
  /** `[minimum, maximum]`; by default all the data, with a margin */
  readonly domain?: readonly [number, number]
  /** whether only integers are values, such as epochs: then there is no tick between them */
  readonly integers?: boolean
}
