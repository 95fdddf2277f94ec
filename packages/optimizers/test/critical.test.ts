import { equivalentTo } from '@momenta/laws'
import * as all from '@momenta/optimizers'
import { flag } from '@momenta/options'
import t from 'tap'
import { finished, plain } from './finished.js'

t.test('an export with CG or CM after its name has critical gradients or momenta', async (t) => {
  const named: { readonly [name: string]: unknown } = all
  for (const [name, make] of finished) {
    const exported = named[name] as typeof make | undefined
    if (exported === undefined) continue
    t.equal(exported?.name, name)
    t.same(Object.keys(exported?.options ?? {}), Object.keys(make.options), name)
    t.equal(exported && equivalentTo(make()).check(exported()), undefined, name)
  }
})

t.test('every base is that of an optimizer, and so takes part in JSON and in grids', async (t) => {
  const used = plain.map(([, { base }]) => base.name)
  const bases = Object.keys(all).filter((name) => name.endsWith('Base'))
  t.same(
    bases.filter((name) => !used.includes(name)),
    [],
  )
  t.same(
    Object.keys(all.catalogues.bases),
    plain.map(([name]) => name),
  )
})

t.test('an optimizer of the user’s own takes a buffer in the same way', async (t) => {
  const own = all.defineOptimizer('own', all.adamBase, { decoupled: flag(true) })
  const given = { weightDecay: 0.1 }
  t.equal(equivalentTo(all.adamw(given)).check(own(given)), undefined)
  const withMomenta = all.withCriticalMomenta(own)
  t.equal(equivalentTo(all.adamwCM(given)).check(withMomenta(given)), undefined)
  t.throws(() => withMomenta({ zzz: 1 } as object), { message: /^ownCM: unknown option 'zzz'/ })
})

t.test('the types take nu where the base reads it', async (t) => {
  const nu = 'gradients'
  for (const chosen of [
    all.withCriticalMomenta(all.muon)({ nu }),
    all.withCriticalMomenta(all.normuon)({ nu }),
    all.withCriticalMomenta(all.adamMini)({ nu }),
  ])
    t.ok(chosen.transform.some(({ options }) => options?.of === 'grads'))
})

t.test('anything but the factory of an optimizer without a buffer is an error', async (t) => {
  for (const wrong of [undefined, 'adam', all.adam(), all.adamCM, all.adamBase, all.compose])
    for (const make of [all.withCriticalMomenta, all.withCriticalGradients])
      t.throws(() => Reflect.apply(make, undefined, [wrong]), {
        name: 'TypeError',
        message: /such as adam, got /,
      })
})
