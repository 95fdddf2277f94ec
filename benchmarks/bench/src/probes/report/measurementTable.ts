import type { Block } from '@momenta/bench-figures'
import type { Measurement } from '@momenta/probes'
import { tableBlock } from '../../report/blocks.js'

/** A measurement of a run, under the names of both. */
export interface Named {
  readonly run: string
  readonly measure: string
  readonly found: Measurement
}

const few = (n: number | null, digits = 3): string =>
  n === null ? '' : Number.isFinite(n) ? String(Number(n.toPrecision(digits))) : String(n)

/** Every number with its error, its cost and how it was computed. */
export const measurementTable = (rows: readonly Named[], caption: string): Block =>
  tableBlock(
    rows,
    [
      { heading: 'run', value: ({ run }) => run },
      { heading: 'measure', value: ({ measure }) => measure },
      { heading: 'value', value: ({ found }) => few(found.value, 5) },
      { heading: '±', value: ({ found }) => few(found.error, 2) },
      { heading: 'which is a', value: ({ found }) => found.errorIs },
      {
        heading: 'verdict',
        value: ({ found }) =>
          found.converged
            ? found.warnings.join('; ') || 'converged'
            : `not converged: ${found.reason}`,
      },
      { heading: 'products', value: ({ found }) => found.matvecs },
      { heading: 'gradients', value: ({ found }) => few(found.gradients) },
      { heading: 'losses', value: ({ found }) => few(found.losses) },
      { heading: 'h', value: ({ found }) => few(found.step, 2) },
      { heading: 'residual', value: ({ found }) => few(found.residual, 2) },
      { heading: 'on', value: ({ found }) => `${found.dtype}, ${found.backend}` },
      {
        heading: 'probe set',
        value: ({ found }) =>
          `${found.samples ?? ''}${found.hash === null ? '' : ` (${found.hash})`}`,
      },
      { heading: 'seed', value: ({ found }) => (found.seed === null ? '' : String(found.seed)) },
      { heading: 'how', value: ({ found }) => found.how },
    ],
    caption,
  )
