import type { Case } from '@momenta/fuzz'

/** A case with parts, options and events of several kinds. */
export const one: Case = {
  chain: [
    { kind: 'transforms', name: 'scaleBySign' },
    {
      kind: 'transforms',
      name: 'accumulate',
      options: { every: 2 },
      inside: [[{ kind: 'optimizers', name: 'sgd', options: { momentum: 0.5 } }]],
    },
    {
      kind: 'memories',
      name: 'remember',
      options: {
        policy: { kind: 'policies', name: 'fifo' },
        key: { kind: 'keys', name: 'storedNorm', options: { perLeaf: true } },
      },
    },
    {
      kind: 'transforms',
      name: 'partition',
      inside: [[{ kind: 'transforms', name: 'scaleBySign' }], []],
      mask: { lengthMod2: 1 },
    },
  ],
  estimators: [{ kind: 'estimators', name: 'sam' }],
  tree: {
    keys: [
      ['1', { shape: [2] }],
      ['__proto__', { items: [{ shape: [] }] }],
    ],
  },
  other: { shape: [3] },
  start: { seed: 1, scale: 1 },
  loss: 'bowl',
  steps: [
    { numbers: { seed: 2, scale: 1 }, order: 0 },
    { numbers: { seed: 3, scale: 1 }, order: 5, event: { does: 'save', json: false } },
    { numbers: { seed: 3, scale: 1 }, order: 0, event: { does: 'extend', shape: [2] } },
    {
      numbers: { seed: 3, scale: 1 },
      order: 0,
      event: { does: 'freeze', mask: { lengthMod2: 1 } },
    },
  ],
}
