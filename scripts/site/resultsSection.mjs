import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runsIn } from './runsIn.mjs'

const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length
const deviation = (values) => {
  const centre = mean(values)
  return Math.sqrt(values.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (values.length - 1))
}

const textOf = (name, values) => {
  const [unit, factor] = name === 'accuracy' ? [' %', 100] : ['', 1]
  const digits = (x) => (factor * x).toFixed(1)
  const spread = values.length > 1 ? ` ± ${digits(deviation(values))}` : ''
  return `${digits(mean(values))}${spread}${unit}`
}

const groupBy = (list, keyOf) => {
  const groups = new Map()
  for (const each of list) {
    const key = keyOf(each)
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()]
}

const byTask = (a, b) =>
  a.task.localeCompare(b.task) ||
  b.epochs - a.epochs ||
  a.learningRate - b.learningRate ||
  a.method.localeCompare(b.method)

const tableOf = (runs) => {
  const rows = groupBy([...runs].sort(byTask), ({ task, epochs, method, learningRate }) =>
    JSON.stringify([task, epochs, method, learningRate]),
  ).map((group) => {
    const [{ task, epochs, method, learningRate, name }] = group
    const value = textOf(
      name,
      group.map((run) => run.value),
    )
    return `| \`${task}\` | ${epochs} | ${method} | ${learningRate} | ${group.length} | ${name} | ${value} |`
  })
  return [
    '| task | epochs | method | learning rate | seeds | metric | value |',
    '| :-- | --: | :-- | --: | --: | :-- | --: |',
    ...rows,
  ].join('\n')
}

/**
 * The committed results of training, one section for each folder: what its README says, without
 * tables, and the mean and the deviation over the seeds of every finished run.
 */
export const resultsSection = (root) => {
  const results = join(root, 'benchmarks/training/results')
  return readdirSync(results)
    .sort()
    .filter((name) => existsSync(join(results, name, 'runs')))
    .map((name) => {
      const readme = join(results, name, 'README.md')
      const text = existsSync(readme) ? readFileSync(readme, 'utf8') : `# ${name}\n`
      const prose = text
        .replace(/^\|.*\n/gm, '')
        .replace(/^#/gm, '###')
        .replace(/\[([^\]]*)\]\((?!http)[^)]*\)/g, '$1')
        .trim()
      return `${prose}\n\n${tableOf(runsIn(join(results, name)))}`
    })
    .join('\n\n')
}
