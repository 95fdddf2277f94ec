import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  disposeIterate,
  eager,
  type Iterate,
  load,
  oracleOf,
  type Runner,
  save,
} from '@momenta/eager'
import { fused } from '@momenta/fused'
import { lbfgs, withSAM } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()

type Params = { readonly b: tf.Tensor; readonly w: tf.Tensor }
type Outputs = { readonly point: tf.Tensor }

const start = (): Params => ({ b: tf.scalar(0.5), w: tf.tensor1d([-1.2, 1, 0.3, 2]) })

/** The Rosenbrock function, whose auxiliary output is the point. */
const oracle = oracleOf<Params, Outputs>(({ b, w }) => {
  const [head, tail] = [tf.slice(w, 0, 3), tf.slice(w, 1, 3)]
  const valley = tf.sum(tf.square(tf.sub(tail, tf.square(head))))
  const loss = tf.addN([tf.mul(10, valley), tf.sum(tf.square(tf.sub(1, head))), tf.square(b)])
  return { loss: loss as tf.Scalar, aux: { point: w } }
})

/** The losses and the last parameters of 6 steps. */
const travel = ({ init, step }: Runner) => {
  let iterate: Iterate<Params, Outputs> = init(start())
  const losses: number[] = []
  for (let i = 0; i < 6; i++) {
    const before = [...iterate.params.w.dataSync()]
    iterate = step(oracle, iterate)
    losses.push(iterate.value?.dataSync()[0] as number)
    // the auxiliary outputs are those at the parameters before the step
    t.same([...(iterate.aux?.point.dataSync() ?? [])], before)
  }
  const end = [...iterate.params.w.dataSync(), ...iterate.params.b.dataSync()]
  disposeIterate(iterate)
  return { losses, end }
}

const chosen = [
  lbfgs({ memorySize: 3 }),
  lbfgs({ lineSearch: 'wolfe', memorySize: 1 }),
  withSAM(lbfgs({ lineSearch: 'backtracking', memorySize: 1 }), { rho: 1e-3 }),
]

for (const backend of ['cpu', 'wasm']) {
  t.test(`on ${backend} fused searches are those of eager, bit for bit`, async (t) => {
    await tf.setBackend(backend)
    for (const one of chosen) {
      const before = tf.memory().numTensors
      const wanted = travel(eager(one))
      t.ok(wanted.losses.every((loss, i, all) => i === 0 || loss < (all[i - 1] as number)))
      t.same(travel(fused(one)), wanted, one.transform.map(({ name }) => name).join(', '))
      t.equal(tf.memory().numTensors - before, 4, 'only the parameters of the test are left')
    }
  })

  t.test(`on ${backend} an evaluation that throws changes nothing`, async (t) => {
    await tf.setBackend(backend)
    for (const runner of [eager(lbfgs()), fused(lbfgs())]) {
      let [iterate, fails] = [runner.init(start()), false]
      const moody: typeof oracle = (params, microbatch, evaluation = 0) => {
        if (fails && evaluation === 1) throw new Error('a loss of yours')
        return oracle(params, microbatch, evaluation)
      }
      for (let i = 0; i < 3; i++) {
        const [before, tensors] = [iterate.params.w.dataSync().slice(), tf.memory().numTensors]
        fails = true
        t.throws(() => runner.step(moody, iterate), { message: 'a loss of yours' })
        t.equal(tf.memory().numTensors, tensors, 'no tensor leaks')
        t.same(iterate.params.w.dataSync(), before)
        fails = false
        iterate = runner.step(moody, iterate)
        t.notSame(iterate.params.w.dataSync(), before)
      }
      disposeIterate(iterate)
    }
  })
}

t.test('a saved run continues bit for bit', async (t) => {
  await tf.setBackend('wasm')
  const optimizer = lbfgs({ memorySize: 3 })
  const { init, step } = fused(optimizer)
  let iterate = init(start())
  for (let i = 0; i < 4; i++) iterate = step(oracle, iterate)
  const saved = JSON.parse(JSON.stringify(await save(iterate)))
  let loaded = load(optimizer, saved, start()) as typeof iterate
  for (let i = 0; i < 4; i++) {
    iterate = step(oracle, iterate)
    loaded = step(oracle, loaded)
  }
  t.same(loaded.params.w.dataSync(), iterate.params.w.dataSync())
  t.same(
    loaded.state.parts.map(({ host }) => host),
    iterate.state.parts.map(({ host }) => host),
  )
  const before = await save(iterate)
  const stepped = await fused(optimizer).stepAsync(oracle, iterate)
  const again = fused(optimizer).step(oracle, load(optimizer, before, start()))
  t.same(stepped.params.w.dataSync(), again.params.w.dataSync(), 'stepAsync takes the same step')
})
