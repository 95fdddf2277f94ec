import { memoriesOf, type PartState, type Transform } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import { fail } from './fail.js'
import { listOf } from './listOf.js'

const checkNumbers = (where: string, value: unknown, length?: number): void => {
  for (const n of listOf(where, value, length))
    if (typeof n !== 'number') fail(`${where} must hold numbers, got ${typeof n}`)
}

/** The memories of a part that was loaded must be as many as at first, and hold an entry for each key: a body would read what is not there. */
export const checkMemories = (
  description: Transform[number],
  where: string,
  loaded: PartState<tf.Tensor>,
  fresh: PartState<tf.Tensor>,
): void => {
  const of = (part: PartState<tf.Tensor>) => memoriesOf([description], { step: 0, parts: [part] })
  const count = of(fresh).length
  if (count === 0) return
  const memories = of(loaded)
  listOf(`memories of ${where}`, memories, count)
  for (const { keys, offered } of memories) {
    checkNumbers(`keys of ${where}`, keys)
    checkNumbers(`offered keys of ${where}`, offered, keys.length)
  }
  Object.values(loaded.bank).forEach((entries, leaf) => {
    const keys = memories[count > 1 ? leaf : 0]?.keys ?? []
    listOf(`entries of ${where}`, entries, keys.length)
  })
}
