import { identity, optimizer } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import t from 'tap'

const plain = optimizer(identity)
const { init, step } = float64(plain)
const iterate = init({ w: Float64Array.of(1, 2) })
const good = () => ({ value: 3, grads: { w: Float64Array.of(1, 1) } })

t.test('anything but an optimizer is an error', async (t) => {
  const message = (who: string) => new RegExp(`^${who}: the optimizer must be what optimizer\\(\\)`)
  for (const value of [() => plain, identity, 'adam', iterate, undefined]) {
    t.throws(() => float64(value as never), { name: 'TypeError', message: message('float64') })
    t.throws(() => compile(value as never, [[1]]), {
      name: 'TypeError',
      message: message('compile'),
    })
  }
})

t.test('swapped arguments and parameters instead of an iterate are errors', async (t) => {
  t.throws(() => step(iterate as never, good as never), {
    name: 'TypeError',
    message:
      'step: the oracle must be a function, got an iterate, which comes second: step(oracle, iterate)',
  })
  for (const value of [iterate.params, undefined, null, 3, good])
    t.throws(() => step(good, value as never), {
      name: 'TypeError',
      message:
        /^step: the iterate must be what init or step returns, got .*; init\(params\) makes one$/,
    })
  t.throws(() => step(good, { ...iterate, params: { w: new Map() } } as never), {
    name: 'TypeError',
    message:
      "step: a tree holds leaves of type Float64Array (tensors are for eager and fused), lists and plain records, got Map at 'w'",
  })
})
