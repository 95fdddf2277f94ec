import fc from 'fast-check'
import type { Case, Tree } from './Case.js'
import { plant } from './plant.js'

const names = [
  ...['a', 'b', 'w', 'kernel', '0', '1'],
  ...['', ' ', 'a\nb', 'a/b', 'constructor', '__proto__', 'toString', 'é'],
]

/** Sizes around the widths of vector instructions, scalars and empty leaves among them. */
export const shape: fc.Arbitrary<readonly number[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 17 }).map((n) => [n]) },
  { weight: 1, arbitrary: fc.constantFrom([0], [2, 0], [33], [65]) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 18 })),
  },
  // Rows and columns of more axes are loops of their own in passes over whole leaves.
  { weight: 1, arbitrary: fc.constantFrom([9, 2], [17, 1], [2, 3, 9], [3, 1, 2, 5]) },
)

const leaf: fc.Arbitrary<Tree> = fc.record({ shape })

const node = (depth: number): fc.Arbitrary<Tree> =>
  depth === 0
    ? leaf
    : fc.oneof(
        { weight: 8, arbitrary: leaf },
        { weight: 1, arbitrary: record(depth - 1) },
        {
          weight: 1,
          arbitrary: fc.record({ items: fc.array(node(depth - 1), { maxLength: 3 }) }),
        },
      )

const record = (depth: number): fc.Arbitrary<Tree> =>
  fc.record({
    keys: fc.uniqueArray(fc.tuple(fc.constantFrom(...names), node(depth)), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 3,
    }),
  })

const many: fc.Arbitrary<Tree> = fc.record({
  items: fc.array(fc.record({ shape: fc.constantFrom([1], [3], [4], []) }), {
    minLength: 20,
    maxLength: 100,
  }),
})

/** Whether a tree has leaves, each with a name of its own. */
const isTree = (one: Tree): boolean => {
  try {
    const { leaves } = plant(one)
    return leaves.length > 0 && new Set(leaves.map(({ name }) => name)).size === leaves.length
  } catch {
    // Two leaves of one name.
    return false
  }
}

/** Whether the trees of a case can be parameters. */
export const isCase = (one: Pick<Case, 'tree' | 'other'>): boolean =>
  isTree(one.tree) && isTree(one.other)

/** Trees of parameters. */
export const trees: fc.Arbitrary<Tree> = fc
  .oneof(
    { weight: 60, arbitrary: record(2) },
    { weight: 3, arbitrary: leaf },
    { weight: 1, arbitrary: many },
  )
  .filter(isTree)
