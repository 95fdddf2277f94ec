import type { Transform } from '@momenta/core'
import { transformLaws } from '@momenta/laws'
import { isFactory } from '@momenta/options'
import * as transforms from '@momenta/transforms'
import t from 'tap'

const catalogue = Object.entries(transforms).flatMap(([name, value]) => {
  const { example } = value as { readonly example?: () => unknown }
  const made = isFactory(value) ? example?.() : undefined
  return Array.isArray(made) ? [[name, made as Transform] as const] : []
})

t.test('every transform of the catalogue obeys every law', async (t) => {
  t.ok(catalogue.some(([name]) => name === 'scaleByAdam'))
  for (const [name, transform] of catalogue)
    for (const law of transformLaws)
      t.equal(law.check(transform), undefined, `${name}: ${law.name}`)
})
