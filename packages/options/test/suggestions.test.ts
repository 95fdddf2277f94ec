import { hyperparameters, suggest } from '@momenta/options'
import fc from 'fast-check'
import t from 'tap'

/** The edit distance by its definition, without memory: for short words. */
const distance = (a: string, b: string): number =>
  a === '' || b === ''
    ? a.length + b.length
    : Math.min(
        distance(a.slice(1), b) + 1,
        distance(a, b.slice(1)) + 1,
        distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
      )

t.test('a name is suggested if at most a third of its letters differ', async (t) => {
  const word = fc.string({ unit: fc.constantFrom('p', 'q', 'x'), minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(word, word, (name, got) => {
      const near = distance(name, got) <= Math.floor(Math.max(name.length, got.length) / 3)
      t.same(suggest([name], got), near ? [name] : [], `${name} ${got}`)
    }),
    { numRuns: 200, seed: 1 },
  )
  t.same(suggest(['weightDecay', 'learningRate'], 'weigthDecay'), ['weightDecay'])
  t.same(suggest(['kitten'], 'sitting'), [])
})

t.test('a hyperparameter without a range is one line of error', async (t) => {
  for (const wrong of [1, [1], null, [1, {}]])
    t.throws(() => hyperparameters('part', { a: wrong as never }), {
      name: 'TypeError',
      message: /^part: a must be declared as \[value, range\], got /,
    })
})
