// biome-ignore-all lint/suspicious/noExplicitAny: the tests edit untyped JSON
import { readdirSync, readFileSync } from 'node:fs'
import { replayJson } from '@momenta/bench-replay'

export const folder = new URL('../test/data/', import.meta.url)

export const files = readdirSync(folder).map((name) => new URL(name, folder).pathname)

export const example = (): Record<string, never> & { [name: string]: unknown } =>
  JSON.parse(
    readFileSync(new URL('adam_cm-C5-d0.7-sync1-wd0.01-b2_0.999.f64.json', folder), 'utf8'),
  )

export const replayed = (change: (file: { [name: string]: any }) => void) => {
  const file = example() as { [name: string]: any }
  change(file)
  return replayJson(file)
}

export const read = (name: string): { [name: string]: any } =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
