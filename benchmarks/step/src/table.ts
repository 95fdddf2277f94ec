import type { Row } from './measure/Row.js'

const few = (value: number | undefined, digits = 3): string =>
  value === undefined ? '' : value >= 10 ** digits ? value.toFixed(0) : value.toPrecision(digits)

const header = [
  ...[
    'params',
    'tensors',
    'backend',
    'optimizer',
    'C',
    'replaces',
    'variant',
    'ms',
    'p10',
    'norms',
  ],
  ...['B/param', 'GB/s', 'of the roof', 'against built-in', 'peak MB'],
]

const cellsOf = (row: Row): readonly string[] => [
  ...[row.params >= 1e6 ? `${row.params / 1e6}M` : `${row.params / 1e3}K`, String(row.tensors)],
  ...[row.backend, row.optimizer, row.capacity === undefined ? '' : String(row.capacity)],
  ...[row.replacing === undefined ? '' : row.replacing ? 'yes' : 'no', row.variant],
  ...[few(row.ms), few(row.p10), few(row.normsMs), few(row.bytesPerParam), few(row.gbps)],
  row.shareOfRoof === undefined ? '' : row.shareOfRoof.toFixed(2),
  row.ratioToBuiltin === undefined ? '' : `${few(row.ratioToBuiltin)}×`,
  row.peakBytes === undefined ? '' : few(row.peakBytes / 1e6),
]

/** The rows as a Markdown table. */
export const table = (rows: readonly Row[]): string => {
  const lines = [header, header.map(() => '---'), ...rows.map(cellsOf)]
  const widths = header.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  return lines
    .map((line) => `| ${line.map((text, i) => text.padEnd(widths[i] as number)).join(' | ')} |`)
    .join('\n')
}
