import type { AxisLabel } from './AxisLabel.js'

/** An axis of names, in the order given. */
export type CategoryAxis = AxisLabel & {
  readonly scale: 'category'
  readonly categories: readonly string[]
}
