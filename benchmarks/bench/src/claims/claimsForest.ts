import type { Block, ForestKind } from '@momenta/bench-figures'
import { forestBlock } from '../report/blocks.js'
import { intervalText } from '../report/uncertainText.js'
import { type Claim, type ClaimGroup, claimedDifference, verdictOf } from './claim.js'
import type { Estimate } from './verdict.js'

/** How rows look by their verdict. */
export const verdictKinds: readonly ForestKind[] = [
  { name: 'reproduced', colour: '#1b7837', marker: 'circle' },
  { name: 'not separated', colour: '#6b6b6b', marker: 'ring' },
  { name: 'refuted', colour: '#b2182b', marker: 'square' },
]

const groups: readonly {
  readonly group: ClaimGroup
  readonly title: string
  readonly axis: string
  readonly caption: string
  readonly domain?: readonly [number, number]
}[] = [
  {
    group: 'escape',
    title: 'Escapes from sharp minima',
    axis: 'difference of the shares of runs that escape',
    caption:
      'Escapes from the sharp minima of equation (8), s ≥ 5, α = 0.1 where no other is given: the difference of two shares of runs with its 95 % interval (Newcombe).',
    domain: [-1, 1],
  },
  {
    group: 'loss',
    title: 'Loss at the end',
    axis: 'difference of mean last losses',
    caption:
      'Loss at the last step on three toy surfaces, each method at the learning rate of its own search: the difference of means with its 95 % interval, paired by start (Student).',
  },
  {
    group: 'sharpness',
    title: 'Sharpness at the end',
    axis: 'difference of mean top eigenvalues λ₁',
    caption:
      'Top Hessian eigenvalue λ₁ at the floor of the basin where a run ended, at tuned rates: the difference of means with its 95 % interval, paired by start (Student).',
  },
  {
    group: 'agreement',
    title: 'Agreement of the entries of the memory',
    axis: 'difference of mean agreements (0: entries cancel, 1: they agree)',
    caption:
      'Agreement of the entries of the memory on Ackley + Rosenbrock, mean of the last 100 steps: the difference of means with its 95 % interval, paired by start (Student).',
  },
]

const rowsUnder = (claims: readonly Claim[], heading: string) =>
  claims
    .filter((claim) => claim.heading === heading)
    .map((claim) => {
      const { value, low, high } = claimedDifference(claim) as Estimate
      return {
        label: claim.row,
        ...{ value, low, high },
        kind: verdictOf(claim),
        numbers: intervalText(value, low, high),
      }
    })

/** The differences of claims that have data, one figure a group, coloured by verdict. */
export const claimsForest = (claims: readonly Claim[], name: string): readonly Block[] =>
  groups.flatMap(({ group, title, axis, caption, domain }) => {
    const own = claims.filter((claim) => claim.group === group)
    if (own.length === 0) return []
    const headings = [...new Set(own.map(({ heading }) => heading))]
    const x = { label: `${axis}; right of 0: as the heading says`, scale: 'linear' } as const
    return [
      forestBlock(
        {
          id: `${name}-${group}`,
          title,
          x: domain === undefined ? x : { ...x, domain },
          kinds: verdictKinds,
          groups: headings.map((heading) => ({ title: heading, rows: rowsUnder(own, heading) })),
        },
        `${caption} Reproduced: the whole interval is right of 0; refuted: all of it is left of 0.`,
      ),
    ]
  })
