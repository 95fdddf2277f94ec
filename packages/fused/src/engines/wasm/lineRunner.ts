import { type LinePass, once, type WholeCompiler } from '@momenta/core/program'
import type { Engine } from '../../Engine.js'
import type { KernelMemory } from './kernelRunner.js'

type Run = (scalars: number, table: number) => void
type RunLines = NonNullable<Engine['runLines']>

/** Runs passes of whole parts in the backend's memory; returns the squares that they add up. */
export const lineRunner = (
  memory: KernelMemory,
): ((...call: Parameters<RunLines>) => number | undefined) => {
  const kernelOf = once(
    (pass: LinePass, { wasm }: WholeCompiler) =>
      memory.instance(wasm.emit(pass, memory.shared)) as Run,
  )
  return (pass, scalars, row, compiler) =>
    compiler.wasm.run(kernelOf(pass, compiler), pass, scalars, row, memory)
}
