import type { Block } from '@momenta/bench-figures'
import { verdictKinds } from '../../claims/claimsForest.js'
import { forestBlock, text } from '../../report/blocks.js'
import { countText } from '../../report/countText.js'
import { intervalText } from '../../report/uncertainText.js'
import type { TrainingClaim } from './trainingClaims.js'

/** The change of the error in percent of which a gain is the logarithm. */
export const percentOf = (gain: number): number => 100 * (1 - Math.exp(-gain))

const rowOf = ({ other, tuned, interval, verdict, n }: TrainingClaim) => {
  const [value, low, high] = [interval?.value, interval?.low, interval?.high].map((gain) =>
    percentOf(gain ?? Number.NaN),
  ) as [number, number, number]
  return {
    label: `${other}${tuned ? '' : ', both at the rate of Adam'}`,
    ...{ value, low, high },
    kind: verdict,
    numbers: `${intervalText(value, low, high)} %, n = ${n}`,
  }
}

/** At least as wide as this many percent either way, so that noise does not fill the axis. */
const least = 5

/**
 * The relative reduction of the error by Adam+CM on each task of training; a line where no method
 * has two seeds in common with it.
 */
export const trainingForest = (claims: readonly TrainingClaim[]): readonly Block[] => {
  if (claims.length === 0) return []
  const shown = claims.filter(({ interval }) => interval !== undefined)
  const alone = claims.length - shown.length
  const titles = [...new Set(shown.map(({ title }) => title))]
  const ends = shown.flatMap((claim) => Object.values(rowOf(claim)).filter(Number.isFinite))
  const reach = Math.min(60, Math.max(least, ...(ends as number[]).map(Math.abs)))
  return [
    ...(shown.length === 0
      ? []
      : [
          forestBlock(
            {
              id: 'claims-training',
              title: 'Adam+CM on tasks of training',
              x: {
                label:
                  'reduction of the error by Adam+CM in percent; right of 0: Adam+CM is better',
                scale: 'linear',
                domain: [-reach * 1.05, reach * 1.05],
              },
              kinds: verdictKinds,
              groups: titles.map((title) => ({
                title: `Adam+CM is better on ${title} than`,
                rows: shown.filter((claim) => claim.title === title).map(rowOf),
              })),
            },
            'Training of networks: how much lower the error of Adam+CM is (one minus the test accuracy, or the test perplexity), relative to another method, each at the rate of its own search unless the row says otherwise; 95 % interval, paired by seed (Student). Reproduced: the whole interval is right of 0; refuted: all of it is left of 0. What leaves the axis is cut off.',
          ),
        ]),
    ...(alone === 0
      ? []
      : [
          text(
            `One common seed so far, which gives no interval (see the tables): ${countText(alone, 'comparison')} of training.`,
          ),
        ]),
  ]
}
