import type { LinePass } from '@momenta/core/program'
import type { Engine } from '../../Engine.js'
import type { KernelMemory } from './reducer.js'

type Run = (scalars: number, table: number) => void

/** Runs passes of whole parts in the backend's memory. */
export const lineRunner = (memory: KernelMemory): NonNullable<Engine['runLines']> => {
  const kernels = new WeakMap<LinePass, Run>()
  return (pass, scalars, row, { wasm }) => {
    const kernel = kernels.get(pass) ?? (memory.instance(wasm.emit(pass, memory.shared)) as Run)
    kernels.set(pass, kernel)
    wasm.run(kernel, pass, scalars, row, memory)
  }
}
