import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import type { Stream } from '../trace/Node.js'
import type { Program } from '../trace/Program.js'
import type { Slot } from './Step.js'
import type { Entry, TensorflowBackend } from './TensorflowBackend.js'

/** One leaf in a pass, by the ids of TensorFlow's tensors. */
export interface Leaf {
  readonly shape: readonly number[]
  readonly id: (kind: 'g' | 'p') => number
  readonly slot: (part: number, name: string) => number
  readonly entry: (part: number, index: number) => number
  /** All entries that are read. */
  readonly entries: readonly number[]
  /** What goes into a variable to be changed: written over if its tensor is also what a store goes to, and none of those that are read later. */
  readonly taken: (id: number, later?: readonly number[]) => Taken
  /** Puts results where they belong: the parameters, and slots of parts. */
  readonly store: (next: number, slots: readonly Slot[]) => void
}

/** A tensor on its way into a variable; `free` if nobody else is to hold it then. */
export interface Taken {
  readonly id: number
  readonly shape: readonly number[]
  readonly free: boolean
}

/** The streams of a row. Results take the place of the stores' own tensors, whose handles stay; what was there is freed. */
export const leafOf = (program: Program, row: Row, backend: TensorflowBackend): Leaf => {
  const { loads, homes, next } = program
  const ids = backend.getInputTensorIds(row.loads)
  const old = backend.getInputTensorIds(row.stores)
  const left = new Set(old)
  const find = (test: (stream: Stream) => boolean) => ids[loads.findIndex(test)] as number
  const { shape } = row.stores[0] as tf.Tensor
  const put = (store: number, id: number) => {
    const entry: Entry = backend.tensorMap.get((row.stores[store] as tf.Tensor).dataId)
    entry.id = id
    entry.values = null
  }
  return {
    shape,
    id: (kind) => find((stream) => stream.kind === kind),
    slot: (part, name) => find((s) => s.kind === 'slot' && s.part === part && s.name === name),
    entry: (part, index) => find((s) => s.kind === 'entry' && s.part === part && s.index === index),
    entries: ids.filter((_, i) => loads[i]?.kind === 'entry'),
    taken: (id, later = []) => ({ id, shape, free: !later.includes(id) && left.delete(id) }),
    store: (parameters, slots) => {
      for (const id of left) backend.binding.deleteTensor(id)
      put(next as number, parameters)
      for (const [part, name, id] of slots)
        put(
          homes.findIndex((home) => home?.part === part && home.name === name),
          id,
        )
    },
  }
}
