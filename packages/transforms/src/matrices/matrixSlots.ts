import type { Slot } from '@momenta/core'
import { axisCount } from './axes.js'

/** The slot of the matrix of an axis. */
export const slotOf = (name: string, axis: number): string => `${name}${axis}`

/** A shape from that of a leaf. */
type ShapeOf = (leaf: readonly number[]) => readonly number[]

/**
 * A slot for a square matrix for some axes of a leaf; one number for others.
 *
 * @param shapeOf - The shape with at most four axes that the leaf is seen in.
 * @param axesOf - Which of these axes have a matrix.
 */
export const matrixSlots = (
  name: string,
  shapeOf: ShapeOf,
  axesOf: ShapeOf,
): { readonly [slot: string]: Slot } =>
  Object.fromEntries(
    Array.from({ length: axisCount }, (_, axis) => [
      slotOf(name, axis),
      {
        fill: 0,
        shape: (leaf: readonly number[]) => {
          const n = shapeOf(leaf)[axis] as number
          return axesOf(leaf).includes(axis) ? [n, n] : [1]
        },
      },
    ]),
  )
