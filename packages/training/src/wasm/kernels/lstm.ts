import type { TensorInfo } from '@tensorflow/tfjs-core'
import type { Kernel } from '../../installation/Kernel.js'
import type { LstmGradInputs, LstmInputs } from '../../operations/LstmInputs.js'
import type { Heap } from '../memory/Heap.js'
import { stockKernel } from './stockKernel.js'

const panels = (n: number) => 8 * Math.ceil(n / 8)

const productOf = (
  { backend }: Heap,
  a: TensorInfo,
  b: TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
) => stockKernel(backend, 'BatchMatMul', { inputs: { a, b }, attrs: { transposeA, transposeB } })

/** x_t W + b of all steps in one product; the answer's memory becomes the gates. */
const projected = (heap: Heap, { x, kernel, bias }: LstmInputs): TensorInfo => {
  const [steps, batch, inputs] = x.shape as [number, number, number]
  const flat = heap.alias(x, [steps * batch, inputs])
  const weighted = productOf(heap, flat, kernel, false, false)
  const sum = stockKernel(heap.backend, 'Add', { inputs: { a: weighted, b: bias }, attrs: {} })
  for (const { dataId } of [flat, weighted]) heap.backend.disposeData(dataId)
  return { ...sum, shape: [steps, batch, sum.shape[1] as number] }
}

/** All steps of an LSTM: hidden and cell states of every step, and the values of the gates. */
export const lstm = (heap: Heap): Kernel => ({
  name: 'LstmSequence',
  run: ({ inputs }) => {
    const { recurrentKernel, h, c, ...given } = inputs as unknown as LstmInputs
    const gates = projected(heap, { recurrentKernel, h, c, ...given })
    const [steps, batch, columns] = gates.shape as [number, number, number]
    const units = columns / 4
    const { at, output, scratch, simd } = heap
    const [hidden, cells] = [output([steps, batch, units]), output([steps, batch, units])]
    scratch(4 * units * (panels(columns) + 4), (offset) =>
      simd.lstm?.(
        ...[gates, recurrentKernel, h, c, hidden, cells].map(at),
        ...[offset, steps, batch, units],
      ),
    )
    return [hidden, cells, gates]
  },
})

/** h_0 … h_{T-1}, row by row: what the recurrent kernel was multiplied with. */
const former = ({ at, backend, output }: Heap, h: TensorInfo, hidden: TensorInfo): TensorInfo => {
  const [steps, batch, units] = hidden.shape as [number, number, number]
  const out = output([steps * batch, units])
  const bytes = 4 * batch * units
  backend.wasm.HEAPU8.copyWithin(at(out), at(h), at(h) + bytes)
  backend.wasm.HEAPU8.copyWithin(at(out) + bytes, at(hidden), at(hidden) + (steps - 1) * bytes)
  return out
}

const sequenceGrad = ({ at, output, scratch, simd }: Heap, inputs: LstmGradInputs) => {
  const { aux0: gates, recurrentKernel, c, cells, dhidden, dcells } = inputs
  const [steps, batch, columns] = gates.shape as [number, number, number]
  const units = columns / 4
  const [dgates, dh, dc] = [output([steps * batch, columns]), output(c.shape), output(c.shape)]
  scratch(4 * columns * (panels(units) + 4), (offset) =>
    simd.lstmGrad?.(
      ...[gates, recurrentKernel, c, cells, dhidden, dcells, dgates, dh, dc].map(at),
      ...[offset, steps, batch, units],
    ),
  )
  return { dgates, dh, dc }
}

/** The gradients with respect to x, kernel, recurrentKernel, bias and the first state: the steps back one by one, the products over all steps at once. */
export const lstmGrad = (heap: Heap): Kernel => ({
  name: 'LstmSequenceGrad',
  run: ({ inputs }) => {
    const given = inputs as unknown as LstmGradInputs
    const { x, kernel, h, hidden } = given
    const { dgates, dh, dc } = sequenceGrad(heap, given)
    const flat = heap.alias(x, [dgates.shape[0] as number, x.shape[2] as number])
    const before = former(heap, h, hidden)
    const dx = productOf(heap, dgates, kernel, false, true)
    const dkernel = productOf(heap, flat, dgates, true, false)
    const drecurrent = productOf(heap, before, dgates, true, false)
    const dbias = stockKernel(heap.backend, 'Sum', {
      inputs: { x: dgates },
      attrs: { axis: [0], keepDims: false },
    })
    for (const { dataId } of [flat, before, dgates]) heap.backend.disposeData(dataId)
    return [{ ...dx, shape: x.shape }, dkernel, drecurrent, dbias, dh, dc]
  },
})
