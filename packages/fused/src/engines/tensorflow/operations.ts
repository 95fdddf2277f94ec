import type { Attribute, TensorflowBackend } from './TensorflowBackend.js'

/** TensorFlow's operations on its own tensors, by their ids. The caller deletes the results. */
export interface Operations {
  readonly scalar: (value: number) => number
  readonly free: (...ids: readonly number[]) => void
  /** An operation on floats that makes one tensor. */
  readonly compute: (name: string, inputs: readonly number[]) => number
  /** Scalars as one tensor. */
  readonly pack: (scalars: readonly number[]) => number
  /**
   * Runs on variables that hold tensors, and returns what they hold afterwards. A variable is
   * changed in place if nothing else holds its memory: TensorFlow copies on write. So a tensor that
   * is to be overwritten is freed once it is in its variable. Variables hold what they held last
   * until `release`.
   */
  readonly inVariables: (
    tensors: readonly { readonly id: number; readonly free: boolean }[],
    run: (handles: readonly number[]) => void,
  ) => number[]
  /** Destroys the variables. */
  readonly release: () => void
  readonly apply: (name: string, inputs: readonly number[]) => void
}

/** The operations of a backend. */
export const operationsOf = ({ binding }: TensorflowBackend): Operations => {
  const attribute = (name: string, type: number, value: Attribute['value']) => ({
    name,
    type,
    value,
  })
  const T = [attribute('T', binding.TF_ATTR_TYPE, binding.TF_FLOAT)]
  const dtype = [attribute('dtype', binding.TF_ATTR_TYPE, binding.TF_FLOAT)]
  const unlocked = [...T, attribute('use_locking', binding.TF_ATTR_BOOL, false)]
  const ignored = [attribute('ignore_lookup_error', binding.TF_ATTR_BOOL, true)]
  const one = (name: string, attributes: readonly Attribute[], inputs: readonly number[]) =>
    binding.executeOp(name, attributes, inputs, 1)[0]?.id as number
  // names are reused, since TensorFlow caches a kernel for each; a variable may take any shape
  const variable = (index: number): number =>
    one(
      'VarHandleOp',
      [
        attribute('container', binding.TF_ATTR_STRING, ''),
        attribute('shared_name', binding.TF_ATTR_STRING, `momenta-${index}`),
        attribute('shape', binding.TF_ATTR_SHAPE, []),
        ...dtype,
      ],
      [],
    )
  const handles: number[] = []
  return {
    scalar: (value) => binding.createTensor([], binding.TF_FLOAT, Float32Array.of(value)),
    free: (...ids) => {
      for (const id of ids) binding.deleteTensor(id)
    },
    compute: (name, inputs) => {
      const many = attribute('N', binding.TF_ATTR_INT, inputs.length)
      return one(name, name === 'AddN' ? [...T, many] : T, inputs)
    },
    pack: (scalars) => {
      const attributes = [
        ...[...T, attribute('N', binding.TF_ATTR_INT, scalars.length)],
        attribute('axis', binding.TF_ATTR_INT, 0),
      ]
      return one('Pack', attributes, scalars)
    },
    inVariables: (tensors, run) => {
      while (handles.length < tensors.length) handles.push(variable(handles.length))
      tensors.forEach(({ id }, i) => {
        binding.executeOp('AssignVariableOp', dtype, [handles[i] as number, id], 0)
      })
      for (const { id, free } of tensors) if (free) binding.deleteTensor(id)
      run(handles)
      return tensors.map((_, i) => one('ReadVariableOp', dtype, [handles[i] as number]))
    },
    release: () => {
      for (const handle of handles.splice(0)) {
        binding.executeOp('DestroyResourceOp', ignored, [handle], 0)
        binding.deleteTensor(handle)
      }
    },
    apply: (name, inputs) => {
      binding.executeOp(name, name.startsWith('Assign') ? dtype : unlocked, inputs, 0)
    },
  }
}
