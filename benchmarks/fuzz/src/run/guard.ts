import { disposeIterate, type Iterate } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { difference } from '../compare/difference.js'
import { fail } from '../compare/Failure.js'
import { checkHeld, heldNow, sentinels, tensorsIn } from './heap.js'
import { copy, look } from './look.js'
import type { Snapshot } from './Snapshot.js'

/** Numbers that somebody keeps, with what they were. */
interface Kept {
  readonly what: string
  readonly now: () => ArrayLike<number>
  readonly was: Float32Array
}

/**
 * Checks that a run does not change memory, other tensors, clones, and arrays and gradients of the
 * user.
 */
export interface Guard {
  /** Fails unless the iterate and what is guarded are all that tfjs holds, and are unchanged. */
  readonly check: (at: number, iterate: Iterate<object>) => void
  /** Guards an iterate, which belongs to the guard from now on. */
  readonly keepClone: (clone: Iterate<object>) => void
  /** Guards the arrays that `dataSync` returns. */
  readonly keepArrays: (iterate: Iterate<object>) => void
  /** Guards a gradient of the user until `release`. */
  readonly keepGradient: (gradient: tf.Tensor) => void
  readonly release: () => void
  /** Disposes of everything that is guarded, and fails if tfjs holds more than before the run. */
  readonly end: (at: number) => void
}

const gradientOfUser = 'a gradient of the user'

const changed = (what: string, was: Float32Array, now: ArrayLike<number>) =>
  difference(new Map([[what, was]]), new Map([[what, now]]))

/** A guard for a run on leaves of these sizes. */
export const guardOf = (name: string, sizes: readonly number[]): Guard => {
  const before = heldNow()
  const guards = sentinels([...new Set(sizes.map((size) => Math.max(1, size)))])
  const floor = heldNow()
  const clones: { readonly iterate: Iterate<object>; readonly was: Snapshot }[] = []
  const kept: Kept[] = []
  const held: tf.Tensor[] = []
  const release = () => {
    tf.dispose(held)
    held.length = 0
    kept.splice(0, kept.length, ...kept.filter(({ what }) => what !== gradientOfUser))
  }
  return {
    check: (at, iterate) => {
      guards.check(at, name)
      const mine = clones.map((clone) => clone.iterate)
      checkHeld(floor, tensorsIn(iterate, mine, held), at, name)
      for (const { what, now, was } of kept) {
        const differs = changed(what, was, now())
        if (differs !== undefined) fail(`${name} writes over ${what}`, at, differs)
      }
      for (const { iterate: clone, was } of clones) {
        const differs = difference(was, look(clone))
        if (differs !== undefined) fail(`${name} changes a clone`, at, differs)
      }
    },
    keepClone: (iterate) => void clones.push({ iterate, was: look(iterate) }),
    keepArrays: (iterate) => {
      for (const tensor of tensorsIn(iterate)) {
        const array = tensor.dataSync() as Float32Array
        kept.push({ what: 'an array of dataSync', now: () => array, was: array.slice() })
      }
    },
    keepGradient: (gradient) => {
      held.push(tf.keep(gradient))
      const now = () => gradient.dataSync() as Float32Array
      kept.push({ what: gradientOfUser, now, was: copy(gradient) })
    },
    release,
    end: (at) => {
      release()
      for (const clone of clones) disposeIterate(clone.iterate)
      guards.dispose()
      checkHeld(before, new Set(), at, `${name}, at its end,`)
    },
  }
}
