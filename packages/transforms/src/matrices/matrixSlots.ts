import type { Slot } from '@momenta/core'
import { atMostFour, axisCount } from './axes.js'

/** The slot of the matrix of an axis. */
export const slotOf = (name: string, axis: number): string => `${name}${axis}`

/** The axes of a leaf that have a matrix, after {@link atMostFour}. */
export type AxesOf = (shape: readonly number[]) => readonly number[]

/** A slot for a square matrix for each of these axes of a leaf; one number for others. */
export const matrixSlots = (name: string, axesOf: AxesOf): { readonly [slot: string]: Slot } =>
  Object.fromEntries(
    Array.from({ length: axisCount }, (_, axis) => [
      slotOf(name, axis),
      {
        fill: 0,
        shape: (leaf: readonly number[]) => {
          const shape = atMostFour(leaf)
          const n = shape[axis] as number
          return axesOf(shape).includes(axis) ? [n, n] : [1]
        },
      },
    ]),
  )
