import { readFileSync } from 'node:fs'
import { chain, counted, optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { adamw } from '@momenta/optimizers'
import { maskByAlignment } from '@momenta/transforms'
import t from 'tap'

type Leaves = { readonly [name in 'b' | 'w']: readonly number[] }

/** Trajectories that `masked.py` computed in numpy from the equations of the papers. */
const reference: {
  readonly start: Leaves
  readonly grads: readonly Leaves[]
  readonly magma: readonly Leaves[]
  readonly sara: readonly Leaves[]
} = JSON.parse(readFileSync(new URL('../test/data/masked.json', import.meta.url), 'utf8'))

const arrays = ({ b, w }: Leaves) => ({ b: Float64Array.from(b), w: Float64Array.from(w) })

/** The largest difference of a run from a trajectory. */
const deviation = (transform: Transform, wanted: readonly Leaves[]): number => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init(arrays(reference.start))
  const differences = wanted.flatMap((leaves, i) => {
    const grads = arrays(reference.grads[i] as Leaves)
    iterate = step(() => ({ value: 0, grads }), iterate)
    const { b, w } = iterate.params
    return [...leaves.b, ...leaves.w].map((n, j) => Math.abs(n - ([...b, ...w][j] as number)))
  })
  return Math.max(...differences)
}

const adam = adamw({ learningRate: 0.1, weightDecay: 0.01 }).transform
/** A few roundings of numbers of size 1 in each of six steps. */
const tolerance = 1e-13

t.test('AdamW with masks by alignment is Magma of the paper', async (t) => {
  t.ok(deviation(chain(adam, maskByAlignment()), reference.magma) < tolerance)
  t.ok(deviation(chain(adam, maskByAlignment({ seed: 1 })), reference.magma) > 0.01)
})

t.test('AdamW on the weights that are small at the start is SaRA of the paper', async (t) => {
  const smallAtStart = counted({
    name: 'smallAtStart',
    slots: { start: 'params' },
    hyper: {},
    scalars: () => ({ threshold: 0.1 }),
    body: (x, { updates: u, slots: { start }, scalars: k }) => ({
      updates: x.mul(u, x.sign(x.max(x.sub(k.threshold, x.abs(start)), x.of(0)))),
      slots: { start },
    }),
  })
  t.ok(deviation(chain(adam, smallAtStart), reference.sara) < tolerance)
})
