import type { Axis } from '../model/Axis.js'

/** Whether an axis has a place for a value. */
export const isShown = ({ scale }: Pick<Axis, 'scale'>, value: number): boolean =>
  Number.isFinite(value) && (scale === 'linear' || value > 0)
