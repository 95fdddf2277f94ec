import { countText } from '../report/countText.js'
import { meanText } from '../report/meanText.js'
import { separatedBest } from '../report/separatedBest.js'
import type { StoredFinished } from '../tasks/StoredTask.js'

/** Adam against Adam+CM on MNIST at default rates. */
export const mnistFinding = (finished: readonly StoredFinished[]): string | undefined => {
  const accuracies = (method: string): readonly number[] =>
    finished.flatMap(({ job, values }) => {
      const contender = job.config.contender as { readonly name?: unknown } | undefined
      return job.task === 'mnist' && contender?.name === method
        ? [values.accuracy ?? Number.NaN]
        : []
    })
  const [adam, momenta] = [accuracies('Adam'), accuracies('Adam+CM')]
  if (adam.length === 0 || momenta.length === 0) return undefined
  const best = separatedBest([adam, momenta], 'higher')
  const verdict =
    best === undefined ? 'not separated' : best === 0 ? 'Adam is better' : 'Adam+CM is better'
  return `On MNIST, both at their default rate of 0.001, Adam reaches an accuracy of ${meanText(adam)} and Adam+CM ${meanText(momenta)} (${countText(adam.length, 'seed')}; ${verdict}).`
}
