import { disposeIterate, type Iterate, oracleOf, type Runner } from '@momenta/eager'
import { lbfgs, withSAM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'

type Params = { readonly b: tf.Tensor; readonly w: tf.Tensor }

/** The Rosenbrock function. */
const loss = ({ b, w }: Params): tf.Scalar => {
  const [head, tail] = [tf.slice(w, 0, 3), tf.slice(w, 1, 3)]
  const valley = tf.sum(tf.square(tf.sub(tail, tf.square(head))))
  return tf.addN([
    tf.mul(10, valley),
    tf.sum(tf.square(tf.sub(1, head))),
    tf.square(b),
  ]) as tf.Scalar
}

/** Optimizers that search along their updates. */
export const searches = {
  lbfgs: lbfgs({ memorySize: 3 }),
  wolfe: lbfgs({ lineSearch: 'wolfe', memorySize: 1 }),
  'backtracking, SAM': withSAM(lbfgs({ lineSearch: 'backtracking', memorySize: 1 }), { rho: 1e-3 }),
}

/**
 * The losses of 5 steps, and what is wrong: tensors that are left, and what an evaluation of the
 * search that throws changes.
 */
export const search = async ({ init, stepAsync }: Runner) => {
  const before = tf.memory().numTensors
  const wrong: string[] = []
  const plain = oracleOf(loss)
  let fails = true
  const moody: typeof plain = (params, microbatch, evaluation = 0) => {
    if (fails && evaluation === 1) throw new Error('a loss of yours')
    return plain(params, microbatch, evaluation)
  }
  const first = { b: tf.scalar(0.5), w: tf.tensor1d([-1.2, 1, 0.3, 2]) }
  let iterate: Iterate<Params> = init(first)
  tf.dispose(first)
  const losses: number[] = []
  for (let i = 0; i < 5; i++) {
    const tensors = tf.memory().numTensors
    fails = true
    await stepAsync(moody, iterate).then(
      () => wrong.push('a search evaluates at 1'),
      (error: Error) => error.message === 'a loss of yours' || wrong.push(error.message),
    )
    if (tf.memory().numTensors !== tensors) wrong.push('a step that throws leaves tensors')
    fails = false
    iterate = await stepAsync(moody, iterate)
    losses.push((await (iterate.value as tf.Scalar).data())[0] as number)
  }
  disposeIterate(iterate)
  if (tf.memory().numTensors !== before) wrong.push('steps leave tensors')
  return { losses, wrong }
}
