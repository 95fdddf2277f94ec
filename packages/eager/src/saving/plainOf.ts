import { dictionary, kindOf } from '@momenta/core'
import type { Plain } from '@momenta/options'
import { failLoad } from './failLoad.js'

const deepest = 100

const isRecord = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value)
  // A record from another realm (structuredClone, test runners) has another Object.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const copy = (value: unknown, path: string, depth: number): Plain => {
  if (typeof value === 'number')
    return Number.isFinite(value)
      ? value
      : failLoad(`${path} must be a finite number, got ${value}`)
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value !== 'object')
    return failLoad(`${path} must be JSON, got ${value === undefined ? 'nothing' : kindOf(value)}`)
  if (depth > deepest)
    return failLoad(`${path.slice(0, 80)}… must be nested at most ${deepest} deep`)
  if (Array.isArray(value)) {
    const list: Plain[] = []
    for (let i = 0; i < value.length; i++)
      list.push(
        Object.hasOwn(value, i)
          ? copy(value[i], `${path}[${i}]`, depth + 1)
          : failLoad(`${path}[${i}] must be JSON, got a hole`),
      )
    return list
  }
  if (!isRecord(value)) return failLoad(`${path} must be JSON, got ${kindOf(value)}`)
  return dictionary(
    Object.entries(value).map(([name, inner]) => [name, copy(inner, `${path}.${name}`, depth + 1)]),
  )
}

/** Copies untrusted data, which must be JSON: no holes, class instances, NaN or infinity. */
export const plainOf = (data: unknown): unknown =>
  typeof data !== 'object' || data === null || Array.isArray(data)
    ? failLoad(`the data must be the result of save, got ${kindOf(data)}`)
    : copy(data, 'data', 0)
