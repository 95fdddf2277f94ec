import { meanText } from '../report/meanText.js'
import { separatedBest } from '../report/separatedBest.js'
import type { StoredFinished } from '../tasks/StoredTask.js'

interface Accuracies {
  readonly name: string
  readonly values: readonly number[]
}

const accuraciesIn = (finished: readonly StoredFinished[], task: string): readonly Accuracies[] => {
  const all = new Map<string, number[]>()
  for (const { job, values } of finished) {
    const contender = job.config.contender as { readonly name?: unknown } | undefined
    if (job.task !== task || typeof contender?.name !== 'string') continue
    const own = all.get(contender.name) ?? []
    all.set(contender.name, [...own, values.accuracy ?? Number.NaN])
  }
  return [...all].map(([name, values]) => ({ name, values }))
}

const shown = ({ name, values }: Accuracies): string => `${name} ${meanText(values)}`

/** The verdict on two samples of accuracies, as words. */
const verdictOn = ([a, b]: readonly Accuracies[]): string => {
  const best = separatedBest([a?.values ?? [], b?.values ?? []], 'higher')
  return best === undefined ? 'not separated' : `${(best === 0 ? a : b)?.name} is better`
}

/** Whether SGD gains from critical momenta. */
export const sgdAnswer = (finished: readonly StoredFinished[]): string => {
  const question = 'SGD and SGD+CM as baselines:'
  const pair = ['sgd', 'sgd+CM'].flatMap((name) =>
    accuraciesIn(finished, 'mnist').filter((one) => one.name === name),
  )
  return pair.length < 2
    ? `${question} not run.`
    : `${question} accuracy on MNIST at the default rate, ${pair.map(shown).join(', ')} (${verdictOn(pair)}).`
}

/** Which policy keeps the entries that help most. */
export const criterionAnswer = (finished: readonly StoredFinished[]): string => {
  const question = 'Why keep the momenta of large gradients (the criterion of the memory):'
  const policies = accuraciesIn(finished, 'mnist-grid')
    .map(({ name, values }) => ({
      values,
      match: /^adam\+CM (\S+) currentPlusMean$/.exec(name)?.[1],
    }))
    .flatMap(({ values, match }) => (match === undefined ? [] : [{ name: match, values }]))
  const mean = ({ values }: Accuracies) => values.reduce((a, b) => a + b, 0) / values.length
  const sorted = [...policies].sort((a, b) => mean(b) - mean(a))
  if (sorted.length < 2) return `${question} not run.`
  const best = separatedBest(
    sorted.map(({ values }) => values),
    'higher',
  )
  return `${question} accuracy on MNIST (mnist-grid) by policy, ${sorted.map(shown).join(', ')}; ${best === undefined ? 'no policy is separated from all others' : `${sorted[best]?.name} is better than all others`}.`
}
