import { formatTable } from '../command/formatTable.js'
import type { Row } from './Row.js'

const format = (value: number) => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2)

const percentOf = (part: number | undefined, ms: number) =>
  part === undefined ? '' : `${Math.round((100 * part) / ms)} %`

/** How many times faster than the plain operations on the same backend. */
const speedUp = (row: Row, rows: readonly Row[]) => {
  const base = rows.find(
    ({ variant, backend, workload }) =>
      variant === 'plain' && backend === row.backend && workload === row.workload,
  )
  return row.variant === 'kernels' && base !== undefined ? `${(base.ms / row.ms).toFixed(2)}×` : ''
}

const header = ['workload', 'backend', 'variant', 'ms', 'p10']
const parts = ['forward', 'backward', 'optimizer'] as const

/** The rows as a Markdown table. */
export const table = (rows: readonly Row[]): string =>
  formatTable(
    [...header, ...parts, 'speed-up', 'loss'],
    rows.map((row) => [
      ...[row.workload, row.backend, row.variant, format(row.ms), format(row.p10)],
      ...parts.map((part) => percentOf(row[part], row.ms)),
      ...[speedUp(row, rows), row.loss.toFixed(4)],
    ]),
  )
