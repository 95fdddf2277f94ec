import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { LstmGradInputs, LstmInputs } from '../../operations/LstmInputs.js'
import type { Heap } from '../memory/Heap.js'
import { roundUpTo8 } from './roundUpTo8.js'
import { runStock } from './runStock.js'

const multiply = (
  { backend }: Heap,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
) => runStock(backend, 'BatchMatMul', { inputs: { a, b }, attrs: { transposeA, transposeB } })

/** x_t W + b of all steps in one product; the kernel overwrites it with the gates. */
const project = (heap: Heap, { x, kernel, bias }: LstmInputs): TensorInfo => {
  const [steps, batch, inputs] = x.shape as [number, number, number]
  const flat = heap.alias(x, [steps * batch, inputs])
  const product = multiply(heap, flat, kernel, false, false)
  const sum = runStock(heap.backend, 'Add', { inputs: { a: product, b: bias }, attrs: {} })
  for (const { dataId } of [flat, product]) heap.backend.disposeData(dataId)
  return { ...sum, shape: [steps, batch, sum.shape[1] as number] }
}

/** All steps of an LSTM: hidden and cell states of every step, and the values of the gates. */
export const lstm = (heap: Heap): Kernel<LstmInputs> => ({
  name: 'LstmSequence',
  run: ({ inputs }) => {
    const { recurrentKernel, h, c } = inputs
    const gates = project(heap, inputs)
    const [steps, batch, columns] = gates.shape as [number, number, number]
    const units = columns / 4
    const { at, output, scratch, simd } = heap
    const [hidden, cells] = [output([steps, batch, units]), output([steps, batch, units])]
    scratch(4 * units * (roundUpTo8(columns) + 4), (offset) =>
      simd.lstm(
        ...[gates, recurrentKernel, h, c, hidden, cells].map(at),
        ...[offset, steps, batch, units],
      ),
    )
    return [hidden, cells, gates]
  },
})

/** h_0 … h_{T-1}, row by row: the left factor of the products with the recurrent kernel. */
const shiftHidden = (
  { at, backend, output }: Heap,
  h: TensorInfo,
  hidden: TensorInfo,
): TensorInfo => {
  const [steps, batch, units] = hidden.shape as [number, number, number]
  const out = output([steps * batch, units])
  const bytes = 4 * batch * units
  backend.wasm.HEAPU8.copyWithin(at(out), at(h), at(h) + bytes)
  backend.wasm.HEAPU8.copyWithin(at(out) + bytes, at(hidden), at(hidden) + (steps - 1) * bytes)
  return out
}

const backpropSteps = ({ at, output, scratch, simd }: Heap, inputs: LstmGradInputs) => {
  const { aux0: gates, recurrentKernel, c, cells, dhidden, dcells } = inputs
  const [steps, batch, columns] = gates.shape as [number, number, number]
  const units = columns / 4
  const [dgates, dh, dc] = [output([steps * batch, columns]), output(c.shape), output(c.shape)]
  scratch(4 * columns * (roundUpTo8(units) + 4), (offset) =>
    simd.lstmGrad(
      ...[gates, recurrentKernel, c, cells, dhidden, dcells, dgates, dh, dc].map(at),
      ...[offset, steps, batch, units],
    ),
  )
  return { dgates, dh, dc }
}

/**
 * The gradients with respect to x, kernel, recurrentKernel, bias and the initial state: the steps
 * back one by one, the products over all steps at once.
 */
export const lstmGrad = (heap: Heap): Kernel<LstmGradInputs> => ({
  name: 'LstmSequenceGrad',
  run: ({ inputs }) => {
    const { x, kernel, h, hidden } = inputs
    const { dgates, dh, dc } = backpropSteps(heap, inputs)
    const flat = heap.alias(x, [dgates.shape[0] as number, x.shape[2] as number])
    const before = shiftHidden(heap, h, hidden)
    const dx = multiply(heap, dgates, kernel, false, true)
    const dkernel = multiply(heap, flat, dgates, true, false)
    const drecurrent = multiply(heap, before, dgates, true, false)
    const dbias = runStock(heap.backend, 'Sum', {
      inputs: { x: dgates },
      attrs: { axis: [0], keepDims: false },
    })
    for (const { dataId } of [flat, before, dgates]) heap.backend.disposeData(dataId)
    return [{ ...dx, shape: x.shape }, dkernel, drecurrent, dbias, dh, dc]
  },
})
