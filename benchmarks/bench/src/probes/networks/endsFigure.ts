import type { Block } from '@momenta/bench-figures'
import type { MethodOrder } from '../../methods/MethodOrder.js'
import { lineBlock } from '../../report/blocks.js'
import type { NetworkFindings } from './NetworkFindings.js'
import { type NetworkGroup, nameOf } from './NetworkGroup.js'

type Curve = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }

const caption = [
  'Of the first seed: the spectral density (stochastic Lanczos quadrature), a slice of the loss along',
  'a random direction, and the loss on the straight line to the end of a twin that started from the',
  'same weights and saw the data in another order.',
].join(' ')

/** The spectrum and the loss around the ends of the runs. */
export const endsFigure = (groups: readonly NetworkGroup[], series: MethodOrder): Block => {
  const lines = (curveOf: (findings: NetworkFindings) => Curve) =>
    groups.map((group) => ({ series: nameOf(group), ...curveOf(group[0].data) }))
  return lineBlock(
    {
      id: 'probes-mnist-end',
      title: 'The ends of the runs',
      x: { label: '', scale: 'linear' },
      y: { label: '', scale: 'linear' },
      series,
      panels: [
        [
          {
            x: { label: 'eigenvalue of H', scale: 'linear' },
            y: { label: 'density', scale: 'log', domain: [1e-6, 100] },
            lines: lines(({ density }) => ({ x: density.grid, y: density.density })),
          },
          {
            x: { label: 'along a filter-normalised direction', scale: 'linear' },
            y: { label: 'loss', scale: 'log' },
            lines: lines(({ slice }) => ({ x: slice.at, y: slice.values })),
          },
          {
            x: { label: 'from the end of the run to its twin', scale: 'linear' },
            y: { label: 'loss', scale: 'log' },
            lines: lines(({ connectivity }) => ({ x: connectivity.at, y: connectivity.values })),
          },
        ],
      ],
    },
    caption,
  )
}
