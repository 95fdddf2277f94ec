import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const metrics = { text: ['testPerplexity', 'test perplexity'], other: ['accuracy', 'accuracy'] }

const recordsIn = (folder) =>
  readdirSync(join(folder, 'runs'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, 'runs', name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

/** The finished runs of a folder of results; the last record of a job counts. */
export const runsIn = (folder) => {
  const records = recordsIn(folder)
  const configs = new Map(
    records.filter(({ kind }) => kind === 'start').map(({ key, unit }) => [key, unit]),
  )
  const done = new Map(
    records.filter(({ kind }) => kind === 'done').map((each) => [each.key, each]),
  )
  return [...done].flatMap(([key, { values }]) => {
    const { config, seed } = configs.get(key) ?? {}
    if (config?.task === undefined) return []
    const { task, method, learningRate, backend } = config
    const [metric, name] = metrics[task.kind] ?? metrics.other
    const { name: of, epochs } = task
    const value = values[`last.${metric}`]
    // whether it is at the learning rate of Adam, which the task states
    const atRateOfAdam = learningRate === task.learningRate
    const run = { task: of, epochs, method: method.name, learningRate, atRateOfAdam }
    return [{ ...run, backend, seed, name, value }]
  })
}
