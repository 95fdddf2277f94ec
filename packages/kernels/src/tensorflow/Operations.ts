import type { Tensor } from '@tensorflow/tfjs-core'
import type { Attribute, TensorflowBackend } from './TensorflowBackend.js'

/** TensorFlow's operations by name. */
export interface Operations {
  readonly type: (name: string, dtype: 'float32' | 'int32') => Attribute
  readonly float: (name: string, value: number) => Attribute
  readonly bool: (name: string, value: boolean) => Attribute
  readonly text: (name: string, value: string) => Attribute
  readonly run: (
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ) => Tensor[]
  /** As `run`, with an int64 before the other inputs: TensorFlow.js has no such tensors. */
  readonly runWithInt64: (
    name: string,
    attributes: readonly Attribute[],
    first: number,
    inputs: readonly Tensor[],
    outputs: number,
  ) => Tensor[]
}

/** The operations of a backend. */
export const operationsOf = (backend: TensorflowBackend): Operations => {
  const { binding } = backend
  return {
    type: (name, dtype) => ({
      name,
      type: binding.TF_ATTR_TYPE,
      value: dtype === 'float32' ? binding.TF_FLOAT : binding.TF_INT32,
    }),
    float: (name, value) => ({ name, type: binding.TF_ATTR_FLOAT, value }),
    bool: (name, value) => ({ name, type: binding.TF_ATTR_BOOL, value }),
    text: (name, value) => ({ name, type: binding.TF_ATTR_STRING, value }),
    run: (name, attributes, inputs, outputs) =>
      backend.executeMultipleOutputs(name, attributes, inputs, outputs),
    runWithInt64: (name, attributes, first, inputs, outputs) => {
      // little endian, the low half first
      const id = binding.createTensor([], binding.TF_INT64, Int32Array.of(first, 0))
      try {
        return binding
          .executeOp(name, attributes, [id, ...backend.getInputTensorIds(inputs)], outputs)
          .map((metadata) => backend.createOutputTensor(metadata))
      } finally {
        binding.deleteTensor(id)
      }
    },
  }
}
