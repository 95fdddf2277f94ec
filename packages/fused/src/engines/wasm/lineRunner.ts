import { finishLines, joinerOf, type LinePass, startOf } from '@momenta/core/program'
import type * as tf from '@tensorflow/tfjs-core'
import type { Engine } from '../../Engine.js'
import { emitLines } from './emitLines.js'
import type { KernelMemory } from './reducer.js'

type Run = (scalars: number, table: number) => void

/** Runs passes of whole parts in the backend's memory. */
export const lineRunner = ({
  memory,
  shared,
  scratch,
  instance,
  offset,
}: KernelMemory): NonNullable<Engine['runLines']> => {
  const kernels = new WeakMap<LinePass, Run>()
  const kernelOf = (pass: LinePass): Run => {
    const known = kernels.get(pass)
    if (known !== undefined) return known
    const made = instance(emitLines(pass, shared)) as Run
    kernels.set(pass, made)
    return made
  }
  return (pass, scalars, { loads, stores, reductions }) => {
    const kernel = kernelOf(pass)
    // reading an offset may make the memory grow, which invalidates views of it
    const offsets = [...loads, ...stores].map(offset)
    const results = reductions.map(offset)
    const numbers = [...scalars, ...pass.constants]
    const doubles = reductions.reduce((sum, { size }) => sum + size, 0)
    const cells = offsets.length + results.length
    const at = scratch(8 * doubles + 4 * (numbers.length + cells))
    let end = at
    const sums = reductions.map(({ size }, r) => {
      const view = new Float64Array(memory.buffer, end, size)
      view.fill(startOf(joinerOf((pass.reductions[r] as LinePass['reductions'][number]).by)))
      end += view.byteLength
      return view
    })
    new Float32Array(memory.buffer, end, numbers.length).set(numbers)
    const table = end + 4 * numbers.length
    const addresses = [...offsets, ...sums.map(({ byteOffset }) => byteOffset)]
    new Uint32Array(memory.buffer, table, cells).set(addresses)
    kernel(end, table)
    pass.reductions.forEach((reduction, r) => {
      const { size } = reductions[r] as tf.Tensor
      const to = new Float32Array(memory.buffer, results[r] as number, size)
      finishLines(pass.shape, reduction, sums[r] as Float64Array, to)
    })
  }
}
