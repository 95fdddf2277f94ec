import type { Block } from '@momenta/bench-figures'
import type { Measurement } from '@momenta/probes'
import { foldedTable } from '../../report/blocks.js'

/** A measurement of a run, with the names of both. */
export interface NamedMeasurement {
  readonly run: string
  readonly measure: string
  readonly found: Measurement
}

/** A number to so many digits; empty for null and NaN. */
const few = (n: number | null, digits = 3): string =>
  n === null || Number.isNaN(n)
    ? ''
    : Number.isFinite(n)
      ? String(Number(n.toPrecision(digits)))
      : String(n)

const verdictOf = ({ converged, warnings, reason }: Measurement): string =>
  converged ? warnings.join('; ') || 'converged' : `not converged: ${reason}`

/** A table of measurements: each number with its error, its cost and how it was computed. */
export const measurementTable = (name: string, rows: readonly NamedMeasurement[]): Block =>
  foldedTable(
    name,
    'All measurements with their errors and costs',
    rows,
    [
      { heading: 'run', value: ({ run }) => run },
      { heading: 'measure', value: ({ measure }) => measure },
      { heading: 'value', value: ({ found }) => few(found.value, 5) },
      { heading: '±', value: ({ found }) => few(found.error, 2) },
      { heading: 'which is a', value: ({ found }) => found.errorIs },
      { heading: 'verdict', value: ({ found }) => verdictOf(found) },
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
    'Every number with its error, its cost and how it was computed.',
  )
