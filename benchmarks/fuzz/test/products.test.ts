import { type Case, check } from '@momenta/fuzz'
import t from 'tap'

// On [2, 3] no axis is small enough for its products; on [1, 14] the first one is.
const splus: Case = {
  chain: [{ kind: 'transforms', name: 'scaleBySplus', options: { maxSize: 1 } }],
  estimators: [],
  tree: { keys: [['a', { shape: [1, 14] }]] },
  other: { shape: [] },
  start: { seed: 0, scale: 1 },
  loss: 'given',
  steps: [{ numbers: { seed: 3, scale: 1 }, order: 0 }],
}

t.test(
  'a part with matrix products on one leaf may round differently on cpu and wasm',
  async (t) => {
    t.equal((await check(splus, { skips: ['tensorflow'] })).failure, undefined)
    const [first] = splus.steps
    const added: Case = {
      ...splus,
      tree: { keys: [['a', { shape: [2, 3] }]] },
      steps: [
        ...splus.steps,
        { ...(first as Case['steps'][number]), event: { does: 'extend', shape: [1, 14] } },
      ],
    }
    t.equal((await check(added, { skips: ['tensorflow'] })).failure, undefined)
  },
)
