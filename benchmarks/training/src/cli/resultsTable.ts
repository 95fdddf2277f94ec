import { meanInterval, type ResultRecord } from '@momenta/bench-results'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** What a table needs of the config of a job. */
const Config = t.type({
  task: t.type({ name: t.string, epochs: t.number, kind: t.string }),
  method: t.type({ name: t.string }),
  learningRate: t.number,
  backend: t.string,
})

type Values = { readonly [name: string]: number }

const columns = ['task', 'epochs', 'method', 'lr', 'n', 'metric', 'last', 'best', 'diverged', 'ms']

/** Mean and standard deviation, such as `0.9221 ± 0.0012`; one number has no deviation. */
export const meanText = (numbers: readonly number[]): string => {
  const { mean, sd } = meanInterval(numbers)
  const digits = Math.abs(mean) < 10 ? 4 : 1
  const deviation = numbers.length < 2 ? '' : ` ± ${sd.toFixed(digits)}`
  return `${mean.toFixed(digits)}${deviation}`
}

const rowOf = (
  label: readonly string[],
  kind: string,
  runs: readonly Values[],
): readonly string[] => {
  const metric = kind === 'text' ? 'testPerplexity' : 'accuracy'
  const all = (name: string) => runs.map((values) => values[name] ?? Number.NaN)
  const steps = all('msGradient').map((ms, i) => ms + (all('msOptimizer')[i] as number))
  const diverged = all('diverged').reduce((sum, n) => sum + n, 0)
  return [
    ...label,
    `${runs.length}`,
    metric,
    meanText(all(`last.${metric}`)),
    meanText(all(`best.${metric}`)),
    `${diverged}`,
    meanText(steps),
  ]
}

/**
 * The finished runs of results as a table in Markdown: one row for each task, method and learning
 * rate, over its seeds.
 */
export const resultsTable = (records: readonly ResultRecord[]): string => {
  const configs = new Map(
    records.flatMap((record) => {
      const config = record.kind === 'start' ? Config.decode(record.unit.config) : undefined
      return config !== undefined && E.isRight(config) ? [[record.key, config.right] as const] : []
    }),
  )
  const groups = new Map<string, { readonly kind: string; readonly runs: Map<string, Values> }>()
  for (const record of records) {
    const config = configs.get(record.key)
    if (record.kind !== 'done' || config === undefined) continue
    const { task, method, learningRate } = config
    const label = JSON.stringify([task.name, `${task.epochs}`, method.name, `${learningRate}`])
    const group = groups.get(label) ?? { kind: task.kind, runs: new Map() }
    group.runs.set(record.key, record.values)
    groups.set(label, group)
  }
  const rows = [...groups].map(([label, { kind, runs }]) =>
    rowOf(JSON.parse(label) as readonly string[], kind, [...runs.values()]),
  )
  const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return [columns, columns.map(() => '---'), ...rows].map(lineOf).join('')
}
