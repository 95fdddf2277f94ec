import { handle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import { type Call, type Inputs, neededBy, tensorsIn } from './Call.js'
import { type Methods, withMethods } from './engineMethods.js'
import { replayCalls } from './replayCalls.js'

/** The operations of a loss, which can run again at other values of the variables. */
export interface Recording {
  /** Runs the loss once and records it. */
  readonly run: (loss: () => tf.Scalar) => tf.Scalar
  /**
   * The same function of the variables at other values: the same batch, masks and noise, without
   * what else the loss does. Undefined if it cannot be run again from its operations alone.
   */
  readonly replay: () => ((values: readonly tf.Tensor[]) => tf.Scalar) | undefined
  /** Frees the tensors that it holds. */
  readonly free: () => void
}

type Operation = (...inputs: readonly tf.Tensor[]) => tf.Tensor

/** Records the operations of a loss that depend on variables. */
export const recordLoss = (variables: readonly tf.Variable[]): Recording => {
  const { state } = tf.engine()
  const dependent = new Set(variables.map(({ id }) => id))
  /** Tensors that the loss reads and that do not depend on the variables, by their data. */
  const constants = new Map<object, tf.Tensor[]>()
  const calls: Call[] = []
  let [value, isComplete] = [-1, true]
  /** What the kernels of a custom operation read, and the ids of what they make. */
  let inside: { readonly reads: tf.Tensor[]; readonly made: Set<number> } | undefined

  const hold = (tensor: tf.Tensor): tf.Tensor => {
    const sharing = constants.get(tensor.dataId) ?? []
    const known = sharing.find(({ shape }) => tf.util.arraysEqual(shape, tensor.shape))
    if (known !== undefined) return known
    const held = tf.keep(handle(tensor))
    constants.set(tensor.dataId, [...sharing, held])
    return held
  }
  const note = (
    inputs: Inputs,
    more: readonly tf.Tensor[],
    output: tf.Tensor | readonly tf.Tensor[],
    run: Call['run'],
  ): void => {
    const read = [...tensorsIn(inputs), ...more]
    if (!read.some(({ id }) => dependent.has(id))) return
    const others = read.filter(({ id }) => !dependent.has(id))
    const held = new Map(others.map((tensor) => [tensor.id, hold(tensor)]))
    const writes = [output].flat().map(({ id }) => id)
    for (const id of writes) dependent.add(id)
    calls.push({ inputs, reads: read.map(({ id }) => id), constants: held, writes, run })
  }
  const hooks = (former: Methods, depth: number): Methods => ({
    runKernel: ((name, inputs, attributes) => {
      const output = former.runKernel(name, inputs, attributes)
      // a gradient inside of the loss reads tensors that its tape saved
      isComplete &&= state.gradientDepth <= depth
      if (inside !== undefined) {
        inside.reads.push(...tensorsIn(inputs))
        for (const { id } of [output as tf.Tensor].flat()) inside.made.add(id)
      } else if (state.kernelDepth === 0)
        note(inputs, [], output as tf.Tensor, (others) =>
          former.runKernel(name, others as tf.NamedTensorMap, attributes),
        )
      return output
    }) as Methods['runKernel'],
    customGrad: ((custom: Parameters<Methods['customGrad']>[0]) => {
      const operation = former.customGrad(custom) as Operation
      return ((...inputs: readonly tf.Tensor[]) => {
        if (inside !== undefined || state.kernelDepth > 0) return operation(...inputs)
        const own = { reads: [] as tf.Tensor[], made: new Set<number>() }
        inside = own
        try {
          const output = operation(...inputs)
          const read = own.reads.filter(({ id, isDisposed }) => !own.made.has(id) && !isDisposed)
          note(inputs, read, output, (others) =>
            (former.customGrad(custom) as Operation)(...(others as readonly tf.Tensor[])),
          )
          return output
        } finally {
          inside = undefined
        }
      }) as ReturnType<Methods['customGrad']>
    }) as Methods['customGrad'],
  })
  return {
    run: (loss) => {
      const scalar = withMethods((former) => hooks(former, state.gradientDepth), loss)
      value = scalar?.id ?? -1
      return scalar
    },
    replay: () => {
      if (!isComplete || !calls.some(({ writes }) => writes.includes(value))) return undefined
      const needed = neededBy(calls, value)
      const ids = variables.map(({ id }) => id)
      return (values) =>
        replayCalls(needed, value, new Map(ids.map((id, i) => [id, values[i] as tf.Tensor])))
    },
    free: () => {
      tf.dispose([...constants.values()].flat())
      constants.clear()
    },
  }
}
