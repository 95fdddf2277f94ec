import { formatTable } from '@momenta/bench-timing'
import type { NumbersRow, Row, SkippedRow, StepRow, TrainingRow } from '../Row.js'

const rowsOf = <P extends Row['part']>(rows: readonly Row[], part: P) =>
  rows.filter((row): row is Extract<Row, { part: P }> => row.part === part)

const text = (value: number | undefined, digits = 3): string =>
  value === undefined ? '' : value.toPrecision(digits)

const verdict = (passed: boolean): string => (passed ? 'passed' : 'FAILED')

const numbersTable = (rows: readonly NumbersRow[]): string =>
  formatTable(
    ['optimizer', 'SAM', 'worst difference', ''],
    rows.map(({ optimizer, sam, worst, passed }) => [
      ...[optimizer, sam ? 'yes' : 'no', worst.toExponential(1), verdict(passed)],
    ]),
  )

const stepsTable = (rows: readonly StepRow[]): string =>
  formatTable(
    [
      ...['parameters', 'tensors', 'optimizer', 'ms', 'processor ms', 'GB/s', 'of a copy'],
      ...['dispatches', 'readbacks'],
    ],
    rows.map((row) => [
      ...[`${row.params}`, `${row.tensors}`, row.optimizer, text(row.ms), text(row.processorMs)],
      text(row.gbps),
      ...[text(row.shareOfCopy, 2), `${row.dispatches ?? ''}`, `${row.readbacks ?? ''}`],
    ]),
  )

const trainingTable = (rows: readonly TrainingRow[]): string =>
  formatTable(
    [
      ...['model', 'parameters', 'batch', 'backend', 'optimizer', 'ms', 'processor ms'],
      ...['dispatches', 'losses'],
    ],
    rows.map((row) => [
      ...[row.model, `${row.parameters}`, `${row.batch}`, row.backend, row.optimizer],
      ...[text(row.ms), text(row.processorMs), `${row.dispatches ?? ''}`],
      row.losses.map((n) => text(n)).join(' → '),
    ]),
  )

/** The skipped checks of each reason, in one line. */
const skippedLines = (rows: readonly SkippedRow[]): readonly string[] =>
  [...new Set(rows.map(({ reason }) => reason))].map((reason) => {
    const checks = rows.filter((row) => row.reason === reason).map(({ check }) => check)
    return `skipped: ${checks.join(', ')}: ${reason}`
  })

/** The rows as Markdown. */
export const tables = (rows: readonly Row[]): string => {
  const [numbers, steps, training] = [
    rowsOf(rows, 'numbers'),
    rowsOf(rows, 'steps'),
    rowsOf(rows, 'training'),
  ]
  return [
    ...rowsOf(rows, 'device').map(
      ({ backend, device, node }) => `${backend}: ${device}, Node ${node}`,
    ),
    ...(numbers.length > 0 ? [numbersTable(numbers)] : []),
    ...skippedLines(rowsOf(rows, 'skipped')),
    ...rowsOf(rows, 'memory').map(
      ({ model, optimizer, tensors, bytes, deviceBytes, passed }) =>
        `memory, ${model}, ${optimizer}: ${verdict(passed)}, tensors ${tensors.join(' → ')}, bytes ${bytes.join(' → ')}` +
        (deviceBytes === undefined ? '' : `, on the device ${deviceBytes.join(' → ')}`),
    ),
    ...(steps.length > 0 ? [stepsTable(steps)] : []),
    ...(training.length > 0 ? [trainingTable(training)] : []),
    ...rowsOf(rows, 'failed').map(({ check, message }) => `FAILED ${check}: ${message}`),
  ].join('\n\n')
}
