import { freezable, scale, trace, withFrozen } from '@momenta/transforms'
import t from 'tap'
import { begun, stepped } from './walked.js'

t.test(
  'with every leaf frozen nothing moves, and the part inside accepts any state of its own',
  async (t) => {
    const transform = freezable(scale({ factor: 2 }))
    const { state, ...rest } = begun(transform, [1, 2])
    const frozen = { ...rest, state: withFrozen(transform, state, () => true) }
    t.same([...stepped(transform, frozen, [3, 4]).params.w], [1, 2])
    t.equal(freezable(trace())[0]?.accepts?.({ freezable: { byLeaf: {} }, inner: 100 }), true)
  },
)
