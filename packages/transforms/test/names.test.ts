import type { Transform } from '@momenta/core'
import * as transforms from '@momenta/transforms'
import t from 'tap'
import { begun, stepped } from './walked.js'

const {
  applyIfFinite,
  averageParams,
  frozenLeaves,
  freezable,
  lookahead,
  masked,
  partition,
  scale,
  withFrozen,
} = transforms

t.test('every factory is named in the error of an unknown option', async (t) => {
  const around = ['accumulate', 'applyIfFinite', 'freezable', 'inSteps', 'skipLargeUpdates']
  let tried = 0
  for (const [name, make] of Object.entries(transforms)) {
    if (!('options' in make)) continue
    const args = around.includes(name) ? [[], { nope: 1 }] : [{ nope: 1 }]
    t.throws(() => Reflect.apply(make as () => unknown, undefined, args), {
      name: 'TypeError',
      message: new RegExp(`^${name}: unknown option 'nope'`),
    })
    tried += 1
  }
  t.ok(tried > 15, `${tried}`)
})

t.test('a count that cannot be increased is an error with the name of the part', async (t) => {
  const last = (transform: Transform) => {
    const { state, ...rest } = begun(transform, [1])
    const parts = state.parts.map((part) => ({ ...part, host: Number.MAX_SAFE_INTEGER }))
    return { ...rest, state: { ...state, parts } }
  }
  for (const [transform, name] of [
    [averageParams(), 'averageParams'],
    [lookahead(), 'lookahead'],
    // counts the steps that it skips
    [applyIfFinite([]), 'applyIfFinite'],
  ] as const)
    t.throws(() => stepped(transform, last(transform), [Number.NaN]), {
      name: 'RangeError',
      message: new RegExp(`^${name}: the count in its state must be an integer`),
    })
})

t.test('functions that read a state check that it is that of the transform', async (t) => {
  const empty = { step: 0, parts: [] }
  for (const [name, look] of [
    ['frozenLeaves', frozenLeaves],
    ['withFrozen', withFrozen],
  ] as const) {
    const call = (...args: readonly unknown[]) => Reflect.apply(look, undefined, args)
    t.throws(() => call(3, empty, () => true), {
      name: 'TypeError',
      message: new RegExp(`^${name}: .*transform`),
    })
    for (const transform of [averageParams(), freezable(scale())])
      t.throws(() => call(transform, empty, () => true), {
        name: 'TypeError',
        message: new RegExp(`^${name}: `),
      })
  }
})

t.test('masked and partition name invalid arguments', async (t) => {
  const says = (act: () => unknown, message: RegExp) =>
    t.throws(act, { name: 'TypeError', message })
  says(() => masked(3 as never), /^masked: transform must be a transform/)
  says(() => masked(scale(), 3 as never), /^masked: mask must be a function/)
  says(() => partition(3 as never, () => 'a'), /^partition: the transforms must be an object/)
  says(() => partition({ a: 3 as never }, () => 'a'), /^partition: 'a' must be a transform/)
  says(() => partition({ a: scale() }, 3 as never), /^partition: labelOf must be a function/)
})
