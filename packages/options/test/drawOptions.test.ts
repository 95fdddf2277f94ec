import {
  choice,
  drawOptions,
  either,
  flag,
  list,
  number,
  optional,
  part,
  predicate,
  problemsOf,
  ranges,
  record,
  required,
} from '@momenta/options'
import t from 'tap'

t.test('drawn options are valid, and not always the same', async (t) => {
  const schedule = () => 0.5
  const options = {
    ...Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, number(range, 1)])),
    own: number({ says: 'must be 7', holds: (n) => n === 7 }, 7),
    flag: flag(true),
    choice: required(choice(['a', 'b', 'c'], 'a')),
    list: list(number(ranges.count, 1), [1, 2]),
    either: either(
      number(ranges.decay, 0.5),
      part('schedule', () => schedule),
    ),
    record: record({ inner: number(ranges.open, 0.5), flag: flag(false) }),
    predicate: optional(predicate()),
  }
  let state = 1
  const random = () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
  const seen = new Map<string, Set<unknown>>()
  for (let i = 0; i < 200; i++) {
    const drawn = drawOptions(options, random, () => schedule)
    t.same(problemsOf(options, new Map(Object.entries(drawn))), [])
    for (const [name, value] of Object.entries(drawn))
      seen.set(name, (seen.get(name) ?? new Set()).add(value))
  }
  for (const name of Object.keys(options).filter((each) => !['own', 'list'].includes(each)))
    t.ok((seen.get(name)?.size ?? 0) > 1, `${name}: ${seen.get(name)?.size}`)
})
