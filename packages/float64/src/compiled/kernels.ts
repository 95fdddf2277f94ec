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

/** The kernels of one segment on one leaf, each made when it is first needed. */
export const kernels = (
  parts: Shape['parts'],
  last: boolean,
): ((plans: readonly Plan[]) => Kernel) => {
  const known = new Map<string, Kernel>()
  return (plans) => {
    const name = signature(plans)
    const found = known.get(name)
    if (found !== undefined) return found
    const kernel = made({ parts, plans, last })
    known.set(name, kernel)
    return kernel
  }
}
