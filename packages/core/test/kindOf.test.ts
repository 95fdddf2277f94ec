import { kindOf } from '@momenta/core'
import t from 'tap'

t.test('a value is described in a few words', async (t) => {
  class Owl {}
  for (const [value, says] of [
    [undefined, 'nothing'],
    [null, 'null'],
    [3, 'the number 3'],
    ['adam', 'the string "adam"'],
    [true, 'a boolean'],
    [() => 1, 'a function'],
    [[1, 2], 'a list of length 2'],
    [Promise.resolve(), 'a Promise; await it'],
    [new Map(), 'a Map'],
    [new Owl(), 'an Owl'],
    [{}, 'an empty record'],
    [Object.create(null), 'an empty record'],
    [{ constructor: 3 }, 'a record of constructor'],
  ] as const)
    t.equal(kindOf(value), says)
})

t.test('long strings and records are cut off', async (t) => {
  t.equal(kindOf('x'.repeat(40)), `the string "${'x'.repeat(40)}"`)
  t.equal(kindOf('x'.repeat(41)), `the string "${'x'.repeat(40)}…"`)
  const five = { a: 1, b: 1, c: 1, d: 1, e: 1 }
  t.equal(kindOf(five), 'a record of a, b, c, d, e')
  t.equal(kindOf({ ...five, f: 1 }), 'a record of a, b, c, d, e and 1 more')
})
