import type { Plan } from '@momenta/core'
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

/** All that picks a kernel but the parts: the hows, the number of entries read, and whether one is written. */
const signature = (plans: readonly Plan[]): string => {
  let text = ''
  for (const { how, read, write } of plans)
    text += `${how}/${read === undefined ? 0 : read.length}${write === undefined ? ';' : 'w;'}`
  return text
}

type Kernels = Map<string, Kernel>

/** Kernels by their parts: runs of the same optimizer share them, and the engine's work on them; they go with the optimizer. */
const shared = new WeakMap<
  Shape['parts'][number],
  { parts: Shape['parts']; last: boolean; known: Kernels }[]
>()

const knownFor = (parts: Shape['parts'], last: boolean): Kernels => {
  const [first] = parts
  if (first === undefined) return new Map()
  const all = shared.get(first) ?? []
  const found = all.find(
    (one) =>
      one.last === last &&
      one.parts.length === parts.length &&
      one.parts.every((part, i) => part === parts[i]),
  )
  if (found !== undefined) return found.known
  const known: Kernels = new Map()
  shared.set(first, [...all, { parts, last, known }])
  return known
}

/** The kernels of one segment on one leaf, each made when it is first needed. */
export const kernels = (
  parts: Shape['parts'],
  last: boolean,
): ((plans: readonly Plan[]) => Kernel) => {
  const known = knownFor(parts, last)
  return (plans) => {
    const name = signature(plans)
    const found = known.get(name)
    if (found !== undefined) return found
    const kernel = made({ parts, plans, last })
    known.set(name, kernel)
    return kernel
  }
}
