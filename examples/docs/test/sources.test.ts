import { dirname, join } from 'node:path'
import t from 'tap'
import { filesOf, importsOf, membersOf, textOf } from './workspace.js'

const members = [...membersOf('packages'), ...membersOf('benchmarks')].map(({ folder }) =>
  filesOf(`${folder}/src`, '.ts'),
)

const linesOf = (file: string): number => textOf(file).split('\n').length - 1

/** Each file with the files of its own package that it imports, types included. */
const graphOf = (files: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => join(dirname(file), name.replace(/\.js$/, '.ts'))),
    ]),
  )

/** A circle of a graph, as its nodes in order; undefined if there is none. */
const circleOf = (graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined => {
  const done = new Set<string>()
  const visit = (node: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node]
    if (done.has(node)) return undefined
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...path, node])
      if (circle !== undefined) return circle
    }
    done.add(node)
    return undefined
  }
  for (const node of graph.keys()) {
    const circle = visit(node, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

t.test('circleOf returns the circle of a graph, and nothing of a graph without one', async (t) => {
  const tree = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', []],
  ])
  t.equal(circleOf(tree), undefined)
  t.same(circleOf(new Map([...tree, ['d', ['b']]])), ['b', 'd', 'b'])
})

t.test('no files import each other in a circle, types included', async (t) => {
  for (const files of members)
    t.equal(circleOf(graphOf(files)), undefined, `in ${files[0]} and beside it`)
})

t.test('no source file has more than 200 lines, and the median is at most 60', async (t) => {
  const all = members.flat()
  t.same(
    all.filter((file) => linesOf(file) > 200),
    [],
  )
  const lines = all.map(linesOf).sort((a, b) => a - b)
  const median = lines[lines.length >> 1] as number
  t.ok(median <= 60, `${median} lines`)
})
