import { flatten, leavesLike } from '@momenta/tree'
import t from 'tap'

const isNumber = (node: unknown): node is number => typeof node === 'number'
const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (error) {
    return (error as Error).message
  }
  return 'did not throw'
}

t.test('an error with a name that contains a line break is one line', async (t) => {
  const like = flatten('step', { 'a\nb': 1 }, isNumber)
  t.equal(
    messageOf(() => leavesLike('step: the gradients', { c: 1 }, like, isNumber)),
    "step: the gradients must have the leaves of the parameters [a\\nb], got [c]: 'a\\nb' is missing",
  )
  t.equal(
    messageOf(() => flatten('step', { 'a\nb': 'x' }, isNumber)),
    "step: a tree holds leaves, lists and plain records, got string at 'a\\nb'",
  )
})
