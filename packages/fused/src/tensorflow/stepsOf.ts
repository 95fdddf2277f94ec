import type { Program } from '../trace/Program.js'
import { aggregate, isKnown } from './aggregate.js'
import { endingOf } from './ending.js'
import type { Leaf, Taken } from './Leaf.js'
import { momentumOf } from './momentumOf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'
import type { Step } from './Step.js'
import { scalingsOf } from './scalingsOf.js'

/** The decayed parameters p (1 − lr·λ), or p itself. */
const decayed = (ops: Operations, leaf: Leaf, decay: number | undefined): Taken => {
  const p = leaf.id('p')
  if (decay === undefined) return leaf.taken(p)
  const shrink = ops.scalar(1 + decay)
  const id = ops.mul(p, shrink)
  ops.free(shrink)
  return { id, shape: leaf.shape, free: true }
}

/** A copy: the kernel that spoils it sets it to u, and from u that takes no rounding. */
const copied = (ops: Operations, id: number): number => {
  const one = ops.scalar(1)
  const copy = ops.mul(id, one)
  ops.free(one)
  return copy
}

/** Every store is the parameters or a slot: an entry of its own, say, is not known here. */
const hasHomes = ({ homes, next }: Program): boolean =>
  homes.every((home, store) => store === next || home !== undefined)

/**
 * The steps that a program of known parts may be: a momentum or not, a memory or not, a scaling or not, decoupled decay or not, and the learning rate. None for
 * any other program.
 */
export const stepsOf = (program: Program): readonly Step[] => {
  const { names, variants } = program
  const momentum = momentumOf(program)
  const memory = momentum === undefined ? 0 : 1
  const remembers = names[memory] === 'remember'
  const part = memory + (remembers ? 1 : 0)
  const { parts, scalings } = scalingsOf(program, part)
  const ending = endingOf(program, part + parts)
  const variant = remembers ? variants[memory] : undefined
  if (ending === undefined || (remembers && !isKnown(variant)) || !hasHomes(program)) return []
  return scalings.map(
    (scaling): Step =>
      (ops, leaf, k: Numbers) => {
        const factor = k(ending.rate, 'factor')
        const decay =
          ending.decay === undefined ? undefined : factor * k(ending.decay, 'weightDecay')
        const later = remembers ? [leaf.slot(memory, 'sum'), ...leaf.entries] : []
        const first = momentum?.(ops, leaf, k, later)
        const g = first?.u ?? leaf.id('g')
        const weighted = isKnown(variant) ? aggregate(ops, leaf, k, memory, variant, g) : undefined
        const u = weighted?.aggregate ?? g
        let spare = first?.spare
        const spared = (): Taken => {
          const id = spare ?? copied(ops, u)
          spare = undefined
          return { id, shape: leaf.shape, free: true }
        }
        const p = decayed(ops, leaf, decay)
        const next = scaling({ ops, leaf, k, part, factor, p, u, spare: spared })
        ops.free(...(weighted?.own ?? []), ...(spare === undefined ? [] : [spare]))
        const sum = weighted?.sum
        leaf.store(next.p, [
          ...(first?.slots ?? []),
          ...next.slots,
          ...(sum === undefined ? [] : [[memory, 'sum', sum] as const]),
        ])
      },
  )
}
