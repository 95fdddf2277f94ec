import { compile } from '@momenta/float64'
import { monitor, preconditionerOf } from '@momenta/monitor'
import { adam, adamCM } from '@momenta/optimizers'
import t from 'tap'
import { near } from './vectors.js'
import { evaluate, fixed, flat, lambda, objective, start, watched } from './watched.js'

t.test(
  'lr·λmax(P⁻¹H) is that of the diagonal, with its error, beside the line of Adam',
  async (t) => {
    const chosen = adam({ learningRate: 0.1, b1: 0.8, b2: 0.99, eps: 1e-3 })
    const { iterates, last } = await watched(chosen, 10, { every: 10, objective })
    // by hand from the gradients of the run
    let v = [0, 0, 0, 0]
    for (const iterate of iterates.slice(0, 10)) {
      const g = flat({ params: evaluate(iterate.params).grads })
      v = v.map((n, i) => 0.99 * n + 0.01 * (g[i] as number) ** 2)
    }
    const P = v.map((n) => (1 - 0.8 ** 10) * (Math.sqrt(n / (1 - 0.99 ** 10)) + 1e-3))
    const found = await preconditionerOf(chosen, iterates[10] as never)
    t.ok(found?.every((n, i) => near(n, P[i] as number, 1e-12)))
    const wanted = 0.1 * Math.max(...lambda.map((n, i) => n / (P[i] as number)))
    t.ok(Math.abs((last.stability?.value as number) - wanted) <= (last.stability?.error as number))
    t.ok(near(last.stability?.value, wanted, 1e-6))
    t.ok(near(last.sharpness?.value, 5, 1e-6))
    t.ok(near(last.line, 18, 1e-12) && last.lineWithoutMemory === last.line)
    t.match(last.stability, {
      converged: true,
      how: /lr times the top eigenvalue; central differences of gradients, preconditioned/,
    })
    const [s, p] = [last.sharpness, last.stability]
    t.equal(last.cost.gradients, (s?.gradients as number) + (p?.gradients as number))
    t.equal(last.cost.matvecs, (s?.matvecs as number) + (p?.matvecs as number))
    t.equal(last.cost.reads, 4 + 10 * 4 + 4, 'the start, ten times the parameters, and v')
  },
)

t.test('a compiled run is watched by its state', async (t) => {
  const chosen = adamCM({ learningRate: 0.05, capacity: 3 })
  const reference = await watched(chosen, 10, { every: 10, objective })
  const run = compile(chosen, [start.a, start.b], { names: ['0', '1'] })
  const watch = monitor(chosen, { ...fixed, every: 10, objective })
  const iterate = () => ({ params: run.params, state: run.state() })
  let seen = await watch.start(iterate())
  for (let i = 0; i < 10; i++) {
    run.step(([a, b], [ga, gb]) => {
      const { value, grads } = evaluate({ a, b } as typeof start)
      ga?.set(grads.a)
      gb?.set(grads.b)
      return value
    })
    seen = await watch.observe(seen, iterate())
  }
  const { record } = seen
  t.same({ ...record, loss: null }, { ...reference.last, loss: null })
})
