import type { Attribute, TensorflowBackend } from './TensorflowBackend.js'

/**
 * TensorFlow's operations on its own tensors, by their ids. Whatever is made is the caller's to
 * delete.
 */
export interface Operations {
  readonly scalar: (value: number) => number
  readonly free: (...ids: readonly number[]) => void
  /** An operation on floats that makes one tensor. */
  readonly compute: (name: string, inputs: readonly number[]) => number
  /**
   * Runs on variables that hold tensors, and returns what they hold afterwards. A variable is changed in
   * place if nothing else holds its memory: TensorFlow copies on write. So a tensor that is to be
   * overwritten must be freed by `run`'s caller once it is in its variable.
   */
  readonly inVariables: (
    tensors: readonly {
      readonly id: number
      readonly shape: readonly number[]
      readonly free: boolean
    }[],
    run: (handles: readonly number[]) => void,
  ) => number[]
  readonly apply: (name: string, inputs: readonly number[]) => void
}

/** The operations of a backend. */
export const operationsOf = ({ binding }: TensorflowBackend): Operations => {
  const type = (name: string): Attribute => ({
    name,
    type: binding.TF_ATTR_TYPE,
    value: binding.TF_FLOAT,
  })
  const one = (name: string, attributes: readonly Attribute[], inputs: readonly number[]) =>
    binding.executeOp(name, attributes, inputs, 1)[0]?.id as number
  // names are used again, since TensorFlow caches a kernel for each
  const variable = (id: number, shape: readonly number[], index: number): number => {
    const text = (name: string, value: string): Attribute => ({
      name,
      type: binding.TF_ATTR_STRING,
      value,
    })
    const handle = one(
      'VarHandleOp',
      [
        ...[text('container', ''), text('shared_name', `momenta-${index}`), type('dtype')],
        { name: 'shape', type: binding.TF_ATTR_SHAPE, value: shape },
      ],
      [],
    )
    binding.executeOp('AssignVariableOp', [type('dtype')], [handle, id], 0)
    return handle
  }
  const destroy = (handle: number): void => {
    const ignore = { name: 'ignore_lookup_error', type: binding.TF_ATTR_BOOL, value: true }
    binding.executeOp('DestroyResourceOp', [ignore], [handle], 0)
    binding.deleteTensor(handle)
  }
  return {
    scalar: (value) => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)),
    free: (...ids) => {
      for (const id of ids) binding.deleteTensor(id)
    },
    compute: (name, inputs) => {
      const many = { name: 'N', type: binding.TF_ATTR_INT, value: inputs.length }
      return one(name, name === 'AddN' ? [type('T'), many] : [type('T')], inputs)
    },
    inVariables: (tensors, run) => {
      const handles = tensors.map(({ id, shape }, i) => variable(id, shape, i))
      for (const { id, free } of tensors) if (free) binding.deleteTensor(id)
      run(handles)
      const read = handles.map((handle) => one('ReadVariableOp', [type('dtype')], [handle]))
      handles.forEach(destroy)
      return read
    },
    apply: (name, inputs) => {
      const locking = { name: 'use_locking', type: binding.TF_ATTR_BOOL, value: false }
      const assigns = name.startsWith('Assign')
      binding.executeOp(name, assigns ? [type('dtype')] : [type('T'), locking], inputs, 0)
    },
  }
}
