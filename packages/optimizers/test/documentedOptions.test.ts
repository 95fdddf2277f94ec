import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as optimizers from '@momenta/optimizers'
import { type Factory, madeBy } from '@momenta/options'
import t from 'tap'

const folder = fileURLToPath(new URL('../src/bases', import.meta.url))
const sources = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'))

/** The docstring of an exported optimizer, which editors show on hover, in one line. */
const docOf = (name: string): string | undefined => {
  const declared = new RegExp(`export const ${name}: (FinishedOptimizer|Factory<\\w+, Optimizer>)`)
  const text = sources.find((source) => declared.test(source))
  const before = text?.slice(0, text.search(declared))
  return before?.slice(before.lastIndexOf('/**')).replace(/\s*\n \*\s*/g, ' ')
}

/** A default as the documentation writes it. */
const written = (name: string, value: unknown): string => {
  if (name === 'kappa') return "the aggregator's"
  if (name === 'weightDecayMask') return 'all leaves'
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return 'none'
  if (Array.isArray(value) && madeBy(value) === undefined) return `[${value.join(', ')}]`
  if (typeof value === 'string') return `'${value}'`
  return typeof value === 'object' || typeof value === 'function'
    ? `${madeBy(value)?.name}()`
    : String(value)
}

t.test('hovering over an optimizer shows all its options and their defaults', async (t) => {
  const finished = Object.entries(optimizers).filter(([name]) => docOf(name) !== undefined)
  t.ok(finished.length >= 24, `${finished.length} optimizers`)
  for (const [name, value] of finished) {
    const make = value as Factory<object, object>
    const filled: Readonly<Record<string, unknown>> = madeBy(make())?.options ?? {}
    const list = Object.keys(make.options)
      .map((option) => `\`${option}\` ${written(option, filled[option])}`)
      .join(', ')
    t.match(docOf(name), `Options and defaults: ${list}.`, name)
  }
})
