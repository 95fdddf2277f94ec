import { checkObjective, type Evaluated, type Objective, objectiveOf } from '@momenta/probes'
import t from 'tap'
import { leastSquares, numbers, regression, xs, ys } from './regression.js'

t.test(
  'checkObjective finds random losses, wrong gradients and losses that depend on the batch',
  async (t) => {
    const sound = await checkObjective(regression([13]), { rebatched: regression([5, 5, 3]) })
    t.same(sound.faults, [])
    t.match(sound, { gradients: 1, losses: 5, sound: true })
    const part = (size: number, from: number) => leastSquares(xs, ys)(from, from + size)
    const changed = (change: (found: Evaluated) => Evaluated) =>
      objectiveOf({
        point: numbers(4, 5),
        batches: [{ size: 13, gradient: (w) => change(part(13, 0)(w)) }],
      })
    const named = async (objective: Objective, fault: RegExp, rebatched?: Objective) => {
      const { faults } = await checkObjective(objective, rebatched && { rebatched })
      t.ok(
        faults.some((each) => fault.test(each)),
        `${fault}: ${faults}`,
      )
    }
    await named(
      changed(({ value, gradient }) => ({ value, gradient: gradient.map((n) => n / 2) })),
      /^wrong gradient/,
    )
    await named(
      changed(({ value, gradient }) => ({
        value,
        gradient: gradient.map((n, i) => n + (i === 2 ? 1 : 0)),
      })),
      /^wrong gradient/,
    )
    await named(
      changed(({ gradient }) => ({ value: Number.NaN, gradient })),
      /^not finite/,
    )
    await named(
      changed(({ value, gradient }) => ({ value, gradient: gradient.map(() => 0) })),
      /^zero gradient/,
    )
    let calls = 0
    await named(
      changed(({ value, gradient }) => ({ value: value + 0.01 * ++calls, gradient })),
      /^random/,
    )
    // residuals divided by their spread over the batch: what batch normalisation in training mode does
    const normalised = (sizes: readonly number[]) => {
      let from = 0
      return objectiveOf({
        point: numbers(4, 5),
        batches: sizes.map((size) => {
          const evaluate = part(size, from)
          from += size
          return {
            size,
            gradient: (w) => {
              const { value, gradient } = evaluate(w)
              return { value: Math.log(value), gradient: gradient.map((n) => n / value) }
            },
          }
        }),
      })
    }
    await named(normalised([13]), /^batch-dependent/, normalised([5, 5, 3]))
  },
)

t.test('a wrong gradient of one parameter is found in every direction', async (t) => {
  // w² has the gradient 2 w, not w
  const wrong = objectiveOf({
    point: [1],
    batches: [
      { size: 1, gradient: ([w = 0]) => ({ value: w ** 2, gradient: Float64Array.of(w) }) },
    ],
  })
  for (let seed = 0; seed < 8; seed++)
    t.match((await checkObjective(wrong, { seed })).faults[0], /^wrong gradient/, `${seed}`)
})
