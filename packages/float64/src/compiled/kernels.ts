import { type Plan, variantKey } from '@momenta/core'
import { compiledKernel } from './compiledKernel.js'
import { interpretedKernel } from './interpretedKernel.js'
import type { Kernel, Shape } from './Kernel.js'

const made = (shape: Shape): Kernel => {
  try {
    return compiledKernel(shape)
  } catch (error) {
    if (error instanceof EvalError) return interpretedKernel(shape)
    throw error
  }
}

/** What tells kernels of the same parts apart, of one plan. */
interface PlanShape {
  readonly variant: string
  readonly read: number
  readonly writes: boolean
  /** Of each scalar the length of its list, or -1 for a number. */
  readonly lengths: ReadonlyMap<string, number>
}

const lengthOf = (n: number | readonly number[]): number => (typeof n === 'number' ? -1 : n.length)

const shapeOf = ({ variant, read, write, scalars: k }: Plan): PlanShape => ({
  variant: variantKey(variant),
  read: read === undefined ? 0 : read.length,
  writes: write !== undefined,
  lengths: new Map(Object.entries(k).map(([name, n]) => [name, lengthOf(n)])),
})

const fits = ({ variant, read, write, scalars: k }: Plan, shape: PlanShape): boolean => {
  if (variantKey(variant) !== shape.variant || (write !== undefined) !== shape.writes) return false
  if ((read === undefined ? 0 : read.length) !== shape.read) return false
  let count = 0
  for (const name in k) {
    if (shape.lengths.get(name) !== lengthOf(k[name] as number | readonly number[])) return false
    count++
  }
  return count === shape.lengths.size
}

const allFit = (plans: readonly Plan[], shapes: readonly PlanShape[]): boolean => {
  for (let i = 0; i < plans.length; i++)
    if (!fits(plans[i] as Plan, shapes[i] as PlanShape)) return false
  return true
}

const same = (a: readonly Plan[], b: readonly Plan[]): boolean => {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

interface Known {
  readonly shapes: readonly PlanShape[]
  readonly kernel: Kernel
}

type KernelOf = (plans: readonly Plan[]) => Kernel

const kernelOf = (parts: Shape['parts'], last: boolean): KernelOf => {
  const all: Known[] = []
  // Of many leaves in one step the plans are the same objects.
  let [plansBefore, before] = [[] as readonly Plan[], undefined as Known | undefined]
  return (plans) => {
    if (before !== undefined && same(plans, plansBefore)) return before.kernel
    let found = all.find(({ shapes }) => allFit(plans, shapes))
    if (found === undefined) {
      found = { shapes: plans.map(shapeOf), kernel: made({ parts, plans, last }) }
      all.push(found)
    }
    plansBefore = plans
    before = found
    return found.kernel
  }
}

/** Kernels by their parts: runs of the same optimizer share them, and the engine's work on them; they go with the optimizer. */
const shared = new WeakMap<
  Shape['parts'][number],
  { parts: Shape['parts']; last: boolean; kernelOf: KernelOf }[]
>()

/** The kernels of one segment on the leaves on which just these parts act, each made when it is first needed. */
export const kernels = (parts: Shape['parts'], last: boolean): KernelOf => {
  const [first] = parts
  if (first === undefined) return kernelOf(parts, last)
  const all = shared.get(first) ?? []
  const found = all.find(
    (one) =>
      one.last === last &&
      one.parts.length === parts.length &&
      one.parts.every((part, i) => part === parts[i]),
  )
  if (found !== undefined) return found.kernelOf
  const made = { parts, last, kernelOf: kernelOf(parts, last) }
  shared.set(first, [...all, made])
  return made.kernelOf
}
