import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { eager, oracleOf } from '@momenta/eager'
import { monitor } from '@momenta/monitor'
import { adamCM } from '@momenta/optimizers'
import { tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** L = 5 (a − a₀ + 1)² + b²: the Hessian is diag(10, 2) wherever a₀ lies; at a = a₀, b = 1 the loss is 6 and the gradient (10, 2). */
const valley = (a0: number) => {
  const loss = ({ a, b }: { readonly a: tf.Tensor; readonly b: tf.Tensor }) =>
    tf.add(
      tf.mul(5, tf.sum(tf.square(tf.add(tf.sub(a, a0), 1)))),
      tf.sum(tf.square(b)),
    ) as tf.Scalar
  const params = { a: tf.tensor1d([a0]), b: tf.tensor1d([1]) }
  return { params, loss, objective: tensorObjective({ params, loss, batches: [0] }) }
}
t.test(
  'a monitor measures curvature at large parameters, and no amplification of a step that is rounded away',
  async (t) => {
    const { params, loss, objective } = valley(1e6)
    const optimizer = adamCM({ learningRate: 0.01, capacity: 2 })
    const { init, step } = eager(optimizer)
    const { start, observe } = monitor(optimizer, { every: 1, objective: await objective })
    let iterate = init(params)
    let seen = await start(iterate)
    iterate = step(oracleOf<typeof params>(loss), iterate)
    seen = await observe(seen, iterate)
    const { sharpness, amplification, notes } = seen.record as NonNullable<typeof seen.record>
    t.ok(sharpness?.converged && Math.abs(sharpness.value - 10) <= sharpness.error)
    t.equal(amplification, null)
    t.match(notes.join(), /rounding has changed the step/)
  },
)
