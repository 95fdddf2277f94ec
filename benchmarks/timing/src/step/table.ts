import { formatTable } from '../command/formatTable.js'
import type { Row } from './Row.js'

const format = (value: number | undefined): string =>
  value === undefined ? '' : value >= 1000 ? value.toFixed(0) : value.toPrecision(3)

const countOf = (params: number) => (params >= 1e6 ? `${params / 1e6}M` : `${params / 1e3}K`)

const columns: readonly (readonly [heading: string, cell: (row: Row) => string])[] = [
  ['params', ({ params }) => countOf(params)],
  ['tensors', ({ tensors }) => String(tensors)],
  ['backend', ({ backend }) => backend],
  ['optimizer', ({ optimizer }) => optimizer],
  ['C', ({ capacity }) => (capacity === undefined ? '' : String(capacity))],
  ['replaces', ({ replacing }) => (replacing === undefined ? '' : replacing ? 'yes' : 'no')],
  ['variant', ({ variant }) => variant],
  ['ms', ({ ms }) => format(ms)],
  ['p10', ({ p10 }) => format(p10)],
  ['norms', ({ normsMs }) => format(normsMs)],
  ['B/param', ({ bytesPerParam }) => format(bytesPerParam)],
  ['GB/s', ({ gbps }) => format(gbps)],
  ['of roofline', ({ shareOfRoofline }) => shareOfRoofline?.toFixed(2) ?? ''],
  ['speed-up', ({ ratioToBuiltin: ratio }) => (ratio === undefined ? '' : `${format(ratio)}×`)],
  ['peak MB', ({ peakBytes }) => format(peakBytes && peakBytes / 1e6)],
]

/** The rows as a Markdown table. */
export const table = (rows: readonly Row[]): string =>
  formatTable(
    columns.map(([heading]) => heading),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  )
