import type { Axis } from '@momenta/bench-figures'
import {
  ackley,
  goldsteinPrice,
  goldsteinPriceLog10,
  levy,
  type Surface,
} from '@momenta/bench-surfaces'

type Range = readonly [number, number]

/** A surface of the toy experiments, with its starts and figures. */
export interface Landscape {
  readonly label: string
  readonly surface: (dim: number) => Surface
  /** Starts are drawn uniformly from this box. */
  readonly box: Range
  /** The box of the contours. */
  readonly view: Range
  /** Contours of f itself, or of log(f + 0.01). */
  readonly contours: 'linear' | 'log'
  /** The axis of losses. */
  readonly losses: Pick<Axis, 'scale' | 'domain'>
  /** Starts of the drawn trajectories. */
  readonly drawn: readonly Range[]
}

/** By name. The paper does not say how it scales Goldstein-Price; here it is raw, and log10. */
export const landscapes: { readonly [name: string]: Landscape } = {
  'goldstein-price': {
    label: 'Goldstein-Price, log₁₀',
    surface: () => goldsteinPriceLog10(),
    box: [-2, 2],
    view: [-2.2, 2.2],
    contours: 'linear',
    losses: { scale: 'linear' },
    drawn: [
      [-0.5, 1.5],
      [1.6, 1],
      [1.8, -0.5],
    ],
  },
  'goldstein-price-raw': {
    label: 'Goldstein-Price, raw',
    surface: () => goldsteinPrice(),
    box: [-2, 2],
    view: [-2.2, 2.2],
    contours: 'log',
    losses: { scale: 'log' },
    drawn: [],
  },
  ackley: {
    label: 'Ackley',
    surface: (dim) => ackley({ dim }),
    box: [-5, 5],
    view: [-5.5, 5.5],
    contours: 'linear',
    losses: { scale: 'log', domain: [0.03, 30] },
    drawn: [
      [3.5, 4.2],
      [-4.1, 2.2],
      [1.4, -3.2],
    ],
  },
  levy: {
    label: 'Levy',
    surface: (dim) => levy({ dim }),
    box: [-10, 10],
    view: [-11, 11],
    contours: 'log',
    losses: { scale: 'log', domain: [1e-4, 30] },
    drawn: [
      [-6.5, 7.5],
      [8, -3],
      [-8.5, -6],
    ],
  },
}

/**
 * A landscape by name.
 *
 * @throws Error if there is none.
 */
export const landscapeNamed = (name: string): Landscape => {
  const landscape = landscapes[name]
  if (landscape === undefined) throw new Error(`bench: unknown landscape '${name}'`)
  return landscape
}
