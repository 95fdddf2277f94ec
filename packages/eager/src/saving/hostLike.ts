import { type Description, type Host, kindOf } from '@momenta/core'
import { failLoad } from './failLoad.js'
import { listOf, recordLike, recordOf } from './recordOf.js'
import { showJson } from './showJson.js'

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

/** Returns the value if it is a non-negative integer, else throws. */
export const countOf = (where: string, value: unknown): number =>
  isCount(value)
    ? (value as number)
    : failLoad(
        `${where} must be a non-negative integer, got ${typeof value === 'number' ? value : kindOf(value)}`,
      )

const numbersOf = (where: string, value: unknown, length?: number): readonly number[] =>
  listOf(where, value, length).map((n, i) =>
    typeof n === 'number' ? n : failLoad(`${where}[${i}] must be a number, got ${kindOf(n)}`),
  )

const memoryNames = ['count', 'keys', 'offered', 'stale']

const isMemory = (like: object): boolean =>
  Object.keys(like).length === memoryNames.length &&
  memoryNames.every((name) => Object.hasOwn(like, name))

/**
 * Checks a memory: at most `capacity` keys, as many keys when offered, and a count of offers that
 * is not smaller.
 */
const memoryOf = (where: string, saved: unknown, capacity: number): Host => {
  const record = recordOf(where, saved, memoryNames)
  const count = countOf(`${where}.count`, record.count)
  const keys = numbersOf(`${where}.keys`, record.keys)
  if (keys.length > capacity)
    failLoad(`${where}.keys must be at most ${capacity}, the capacity, got ${keys.length}`)
  if (keys.length > count)
    failLoad(`${where}.count must be at least ${keys.length}, the number of keys, got ${count}`)
  const offered = numbersOf(`${where}.offered`, record.offered, keys.length)
  return { count, keys, offered, stale: countOf(`${where}.stale`, record.stale) }
}

/**
 * Checks host state against the initial state of the part: a non-negative integer must be one,
 * other numbers must be numbers, the items of a list must be like the initial items, records must
 * have the same names; null and an empty list may become anything.
 */
const like = (where: string, saved: unknown, first: Host, capacity: number): Host => {
  if (first === null) return saved as Host
  if (typeof first === 'number' && isCount(first)) return countOf(where, saved)
  if (Array.isArray(first)) {
    const list = listOf(where, saved)
    const last = first.length - 1
    return list.map((item, i) =>
      last < 0
        ? (item as Host)
        : like(`${where}[${i}]`, item, first[Math.min(i, last)] as Host, capacity),
    )
  }
  if (typeof first === 'object') {
    if (isMemory(first)) return memoryOf(where, saved, capacity)
    return recordLike(
      where,
      saved,
      first as { readonly [name: string]: Host },
      (inner, own, name) => like(`${where}.${name}`, inner, own, capacity),
    )
  }
  return typeof saved === typeof first
    ? (saved as Host)
    : failLoad(`${where} must be a ${typeof first}, got ${kindOf(saved)}`)
}

/** Checks the host state of a part. */
export const hostLike = (
  where: string,
  saved: Host,
  first: Host,
  { name, options, accepts }: Description,
): Host => {
  const capacity = options?.capacity
  const host = like(where, saved, first, typeof capacity === 'number' ? capacity : Infinity)
  if (accepts !== undefined && !accepts(host))
    failLoad(`${where} must be a state that ${name} can reach, got ${showJson(host)}`)
  return host
}
