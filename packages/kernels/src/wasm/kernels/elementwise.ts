import type { DataType, TensorInfo } from '@tensorflow/tfjs-core'
import type { Inputs, Kernel } from '../../installation/Kernel.js'
import type { Heap } from '../memory/Heap.js'

/**
 * Stock kernels that read the bits of int32 and bool as float32, or leave their output unwritten.
 */
const floatOnly = [
  ...['Acos', 'Acosh', 'Asin', 'Asinh', 'Atan', 'Atanh', 'ClipByValue', 'Cosh', 'Erf', 'Expm1'],
  ...['IsFinite', 'IsInf', 'IsNan', 'Log1p', 'Prelu', 'Reciprocal', 'Selu', 'Sinh', 'Softplus'],
]

/**
 * Stock kernels for float32 and int32; for bool they leave their output unwritten, are wrong
 * (Select) or write beyond it (Reverse).
 */
const floatAndInt = [
  ...['Atan2', 'FloorDiv', 'Mod', 'RealDiv', 'SearchSorted'],
  ...['Abs', 'Ceil', 'Cos', 'Elu', 'Exp', 'Floor', 'LeakyRelu', 'Neg', 'Relu', 'Relu6', 'Round'],
  ...['Reverse', 'Rsqrt', 'Select', 'Sign', 'Sin', 'Sqrt', 'Square', 'Step', 'Tan', 'Tanh'],
  ...['Sigmoid', 'Log'],
]

/** The type of the output if it is not that of the input, as on the cpu backend. */
const outputTypes = new Map<string, DataType>([
  ...['IsFinite', 'IsInf', 'IsNan'].map((name) => [name, 'bool'] as const),
  ...['FloorDiv', 'SearchSorted'].map((name) => [name, 'int32'] as const),
  ...['Exp', 'LeakyRelu', 'Prelu', 'Log', 'Sigmoid', 'Rsqrt', 'Sqrt', 'Elu'].map(
    (name) => [name, 'float32'] as const,
  ),
])

const computeInFloat32 = (
  { backend, convert }: Heap,
  name: string,
  supported: readonly string[],
): Kernel<Inputs> => ({
  name,
  run: (call, stock) => {
    // the condition of a select is bool for every type
    const { condition, ...numbers } = call.inputs
    const tensors = Object.values(numbers)
    if (tensors.every(({ dtype }) => supported.includes(dtype))) return stock(call)
    const floats = Object.entries(numbers).map(([key, x]) => [key, convert(x, 'float32')] as const)
    const inputs = { ...(condition && { condition }), ...Object.fromEntries(floats) }
    const result = stock({ ...call, inputs })
    for (const [, { dataId }] of floats) backend.disposeData(dataId)
    const dtype = outputTypes.get(name) ?? (tensors[0] as TensorInfo).dtype
    if (result.dtype === dtype) return result
    const out = convert(result, dtype)
    backend.disposeData(result.dataId)
    return out
  },
})

/** Elementwise kernels for every type: unsupported ones are computed in float32. */
export const elementwise: readonly ((heap: Heap) => Kernel)[] = [
  ...floatOnly.map((name) => (heap: Heap) => computeInFloat32(heap, name, ['float32'])),
  ...floatAndInt.map((name) => (heap: Heap) => computeInFloat32(heap, name, ['float32', 'int32'])),
]
