// Writes the cases of references.py whose rules draw numbers, with those that momenta draws for the
// seed 0, which are those of `addNoise`: `node draws.mjs > CASES.json`.
import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { addNoise } from '@momenta/transforms'

const steps = 6

/** The numbers of each step that are drawn for leaves of these sizes. */
const drawn = (sizes) => {
  const { init, step } = float64(optimizer(addNoise({ eta: 1, gamma: 0 })))
  const zeros = sizes.map((size) => new Float64Array(size))
  let iterate = init(zeros)
  return Array.from({ length: steps }, () => {
    iterate = step(() => ({ value: 0, grads: zeros }), { ...iterate, params: zeros })
    return iterate.params.map((leaf) => [...leaf])
  })
}

const transposed = (values, columns) =>
  Array.from({ length: columns }, (_, j) => values.filter((_, i) => i % columns === j)).flat()

/** In each turn two matrices for a leaf, of which the one for its shorter axis is used. */
const apollo = (options, group, shapes) => {
  const { rank, update_proj_gap: every } = group
  const matrices = drawn(
    shapes.map((shape) => (shape.length === 2 ? Math.min(...shape) * rank : 0)),
  )
  const given = matrices
    .filter((_, step) => step === 0 || (step + 1) % every === 0)
    .flatMap((leaves) =>
      shapes.flatMap((shape, leaf) => {
        const [rows, columns] = shape
        if (columns === undefined) return []
        return rows >= columns
          ? [Array(rows * rank).fill(0), transposed(leaves[leaf], rank)]
          : [leaves[leaf], Array(rank * columns).fill(0)]
      }),
    )
  return { name: 'APOLLO', options, group, shapes, given, says: { seed: 0 } }
}

/** In each step a direction for each leaf. */
const kron = (options, shapes) => {
  const given = drawn(shapes.map((shape) => shape.reduce((size, n) => size * n, 1))).flat()
  return {
    name: 'Kron',
    options: { ...options, balance_prob: 0 },
    shapes,
    given,
    says: { seed: 0 },
  }
}

const cases = [
  apollo(
    { scale_type: 'tensor', weight_decay: 0.1 },
    { rank: 1, update_proj_gap: 4, scale: 2, projection_type: 'std' },
    [[3, 2], [2]],
  ),
  apollo(
    { scale_type: 'channel', weight_decay: 0.1, weight_decouple: false, correct_bias: false },
    { rank: 2, update_proj_gap: 10, scale: 1, projection_type: 'std' },
    [[3, 5], [4, 3], [2]],
  ),
  kron({ weight_decay: 0.1 }, [[3, 2], [2]]),
  kron(
    {
      momentum: 0.8,
      weight_decay: 0.1,
      weight_decouple: false,
      momentum_into_precondition_update: false,
      max_size_triangular: 3,
    },
    [[2, 3], [4, 3], [2], [3, 1]],
  ),
]
process.stdout.write(JSON.stringify(cases))
