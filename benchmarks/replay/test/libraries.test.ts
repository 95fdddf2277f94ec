// biome-ignore-all lint/suspicious/noExplicitAny: the tests edit untyped JSON
import { readdirSync, readFileSync } from 'node:fs'
import { optimizerOf, replayJson } from '@momenta/bench-replay'
import * as E from 'fp-ts/lib/Either.js'
import t from 'tap'

const folder = new URL('../test/libraries/', import.meta.url)

/** The first steps of reference trajectories, one optimizer a line, one library a file. */
const trajectories: readonly { readonly [name: string]: any }[] = readdirSync(folder).flatMap(
  (name) =>
    readFileSync(new URL(name, folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
)

const named = (name: string) =>
  structuredClone(trajectories.find(({ optimizer }) => optimizer.name === name) ?? {})

t.test('each optimizer of the libraries stays within the tolerance of its file', async (t) => {
  t.ok(trajectories.length >= 80, `${trajectories.length}`)
  for (const file of trajectories) {
    const result = replayJson(file)
    t.ok(E.isRight(result) && result.right <= 1, `${file.name}: ${JSON.stringify(result)}`)
  }
})

t.test('another value of an option takes a file out of its tolerance', async (t) => {
  for (const [name, option, value] of [
    ['optax.adagrad', 'eps', 0.1],
    ['optax.yogi', 'b2', 0.9],
    ['optax.lamb', 'weight_decay', 0.3],
    ['torch.Rprop', 'etas', [0.4, 1.2]],
    ['torch.ASGD', 'alpha', 0.9],
    ['pytorch_optimizer.AdaBound', 'gamma', 0.2],
    ['pytorch_optimizer.ScheduleFreeAdamW', 'r', 1],
  ] as const) {
    const file = named(name)
    file.optimizer.options[option] = value
    const result = replayJson(file)
    t.ok(E.isRight(result) && result.right > 1, `${name}, ${option}: ${JSON.stringify(result)}`)
  }
})

t.test('averages and slow weights beside the parameters are compared', async (t) => {
  for (const [name, beside] of [
    ['optax.lookahead', 'slow'],
    ['torch.ASGD', 'ax'],
    ['optax.contrib.schedule_free_sgd', 'x'],
  ] as const) {
    const file = named(name)
    file.steps[7][beside][0][1] += 1e-3
    const result = replayJson(file)
    t.ok(E.isRight(result) && result.right > 1, name)
  }
})

t.test('an option that no rule reads, and a name without a rule, are errors', async (t) => {
  const adagrad = { name: 'optax.adagrad', options: named('optax.adagrad').optimizer.options }
  const unread = { ...adagrad, options: { ...adagrad.options, momentum: 0.9 } }
  t.throws(() => optimizerOf(unread), {
    message: 'optax.adagrad: the rule does not read option momentum',
  })
  const wrong = { ...adagrad, options: { ...adagrad.options, eps: '1' } }
  t.throws(() => optimizerOf(wrong), { message: 'optax.adagrad: eps must be a number, got "1"' })
  const schedule = { schedule: 'optax.linear_schedule', init_value: 1, end_value: 0, power: 2 }
  const scheduled = { ...schedule, transition_steps: 9 }
  t.throws(() => optimizerOf({ name: 'optax.sign_sgd', options: { learning_rate: scheduled } }), {
    message: /learning_rate: linear_schedule: the rule does not read option power$/,
  })
  const scion = { name: 'pytorch_optimizer.SCIONLight', options: { maximize: true } }
  t.throws(() => optimizerOf(scion), { message: /SCIONLight: maximize: only false is replayed/ })
  t.throws(() => optimizerOf({ name: 'torch.Nothing' }), {
    message: 'optimizer.name: no rule is known by torch.Nothing',
  })
})
