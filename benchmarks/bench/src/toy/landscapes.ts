import {
  ackley,
  goldsteinPrice,
  goldsteinPriceLog10,
  levy,
  type Surface,
} from '@momenta/bench-surfaces'

/** A surface of the toy experiments: how it is called, where runs start and what is drawn of it. */
export interface Landscape {
  readonly label: string
  readonly surface: (dim: number) => Surface
  /** Starts are drawn uniformly from this box. */
  readonly box: readonly [number, number]
  /** Starts of the drawn trajectories. */
  readonly drawn: readonly (readonly [number, number])[]
}

/** By name. The paper scales Goldstein-Price in a way that it does not tell; here it is raw, and log10. */
export const landscapes: { readonly [name: string]: Landscape } = {
  'goldstein-price': {
    label: 'Goldstein-Price, log₁₀',
    surface: () => goldsteinPriceLog10(),
    box: [-2, 2],
    drawn: [
      [-1.5, 1.5],
      [1.6, 1],
    ],
  },
  'goldstein-price-raw': {
    label: 'Goldstein-Price, raw',
    surface: () => goldsteinPrice(),
    box: [-2, 2],
    drawn: [],
  },
  ackley: {
    label: 'Ackley',
    surface: (dim) => ackley({ dim }),
    box: [-5, 5],
    drawn: [
      [3.5, 4.2],
      [-4.1, 2.2],
    ],
  },
  levy: {
    label: 'Levy',
    surface: (dim) => levy({ dim }),
    box: [-10, 10],
    drawn: [
      [-6.5, 7.5],
      [8, -3],
    ],
  },
}
