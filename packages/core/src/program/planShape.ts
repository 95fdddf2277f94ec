import type { Plan } from '../Description.js'
import { variantKey } from '../variantKey.js'
import { haveShape, type ScalarsShape, scalarsShape } from './scalarsShape.js'

/**
 * The part of a plan that a trace depends on: variant, entries read and written, companions, names
 * and lengths of scalars.
 */
export interface PlanShape extends ScalarsShape {
  /** The record that was traced: most plans return the same one in each step. */
  readonly traced: Plan['variant']
  readonly variant: string
  readonly read: number
  readonly writes: boolean
  readonly more: readonly string[]
}

const none: readonly string[] = []

const areSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i])

/** The shape of a plan. */
export const planShape = ({ variant, read, write, more, scalars }: Plan): PlanShape => ({
  traced: variant,
  variant: variantKey(variant),
  read: read?.length ?? 0,
  writes: write !== undefined,
  more: more ?? none,
  ...scalarsShape(scalars),
})

/** Whether a plan has a shape. */
export const hasPlanShape = (
  { variant, read, write, more, scalars }: Plan,
  shape: PlanShape,
): boolean =>
  (write !== undefined) === shape.writes &&
  (read === undefined ? 0 : read.length) === shape.read &&
  (variant === shape.traced || variantKey(variant) === shape.variant) &&
  areSame(more ?? none, shape.more) &&
  haveShape(scalars, shape)
