import { type LinePass, once, type WholeCompiler } from '@momenta/core/program'
import type { Engine } from '../../Engine.js'
import type { KernelMemory } from './kernelRunner.js'

type Run = (scalars: number, table: number) => void

/** Runs passes of whole parts in the backend's memory. */
export const lineRunner = (memory: KernelMemory): NonNullable<Engine['runLines']> => {
  const kernelOf = once(
    (pass: LinePass, { wasm }: WholeCompiler) =>
      memory.instance(wasm.emit(pass, memory.shared)) as Run,
  )
  return (pass, scalars, row, compiler) =>
    compiler.wasm.run(kernelOf(pass, compiler), pass, scalars, row, memory)
}
