import type { Row } from '../../Engine.js'
import type { Input } from './kernels/Kernel.js'
import type { Instruction, Lowering } from './lowering/Lowering.js'
import type { Operations } from './operations.js'
import type { Entry, TensorflowBackend } from './TensorflowBackend.js'

type Update = Extract<Instruction, { readonly kind: 'update' }>

/** The id of an input. */
const idOf = (
  { kind, at }: Input,
  tensors: readonly number[],
  scalars: readonly number[],
  handles: readonly number[],
): number => (kind === 'tensor' ? tensors : kind === 'scalar' ? scalars : handles)[at] as number

/**
 * Changes variables in place. The memory of a load is overwritten if a store goes there and nothing
 * reads it later.
 */
const update = (
  { held, calls, to, reads }: Update,
  tensors: number[],
  scalars: readonly number[],
  left: Set<number>,
  ops: Operations,
): void => {
  const variables = held.map(({ tensor, spent }) => {
    const id = tensors[tensor] as number
    const isRead = () => reads.some((at) => tensors[at] === id)
    return { id, free: spent || (left.has(id) && !isRead() && left.delete(id)) }
  })
  const read = ops.inVariables(variables, (handles) => {
    for (const { operation, inputs } of calls)
      ops.apply(
        operation,
        inputs.map((input) => idOf(input, tensors, scalars, handles)),
      )
  })
  to.forEach((at, i) => {
    tensors[at] = read[i] as number
  })
}

/** Assigns other tensors to the stores of a row; the caller frees the old ones. */
export const replaceStores = (
  { stores }: Row,
  ids: readonly number[],
  { tensorMap }: TensorflowBackend,
): void =>
  stores.forEach(({ dataId }, i) => {
    const entry: Entry = tensorMap.get(dataId)
    entry.id = ids[i] as number
    entry.values = null
  })

/**
 * Runs a lowering on one leaf. Results replace the data of the stores' tensors; the old data are
 * freed.
 */
export const execute = (
  { instructions, results }: Lowering,
  scalars: readonly number[],
  row: Row,
  ops: Operations,
  backend: TensorflowBackend,
): void => {
  const tensors = [...backend.getInputTensorIds(row.loads)]
  const left = new Set(backend.getInputTensorIds(row.stores))
  for (const instruction of instructions) {
    if (instruction.kind === 'update') update(instruction, tensors, scalars, left, ops)
    else {
      const { call, to } = instruction
      tensors[to] = ops.compute(
        call.operation,
        call.inputs.map((input) => idOf(input, tensors, scalars, [])),
      )
    }
    for (const at of instruction.frees) ops.free(tensors[at] as number)
  }
  ops.free(...left)
  replaceStores(
    row,
    results.map((at) => tensors[at] as number),
    backend,
  )
}
