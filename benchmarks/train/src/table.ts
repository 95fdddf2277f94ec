import type { Row } from './measure/Row.js'

const number = (value: number | undefined) =>
  value === undefined
    ? ''
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2)

const share = (part: number | undefined, ms: number) =>
  part === undefined ? '' : `${Math.round((100 * part) / ms)} %`

/** How many times faster than the plain operations on the same backend. */
const ratio = (row: Row, rows: readonly Row[]) => {
  const base = rows.find(
    (other) =>
      other.variant === 'plain' && other.backend === row.backend && other.workload === row.workload,
  )
  return row.variant === 'training' && base !== undefined ? `${(base.ms / row.ms).toFixed(2)}×` : ''
}

const header = [
  'workload',
  'backend',
  'variant',
  'ms',
  'p10',
  'forward',
  'backward',
  'optimizer',
  'against plain',
  'loss',
]

const cellsOf = (row: Row, rows: readonly Row[]): readonly string[] => [
  ...[row.workload, row.backend, row.variant, number(row.ms), number(row.p10)],
  ...[share(row.forward, row.ms), share(row.backward, row.ms), share(row.optimizer, row.ms)],
  ...[ratio(row, rows), row.loss.toFixed(4)],
]

/** The rows as a Markdown table. */
export const table = (rows: readonly Row[]): string => {
  const lines = [header, header.map(() => '---'), ...rows.map((row) => cellsOf(row, rows))]
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) => `| ${line.map((text, i) => text.padEnd(widths[i] as number)).join(' | ')} |`)
    .join('\n')
}
