import type { Host } from '@momenta/core'
import { show } from '@momenta/core'
import { canonical } from '../saving/canonical.js'
import { failLoad } from '../saving/failLoad.js'
import { showJson } from '../saving/showJson.js'
import type { Fingerprint } from './Fingerprint.js'

type Named = { readonly [name: string]: Host }

const failDifferent = (what: string, here: Host | undefined, saved: Host | undefined): never =>
  failLoad(
    `${what} must be ${showJson(here)} as in this optimizer, got ${showJson(saved)}; load with the optimizer that was saved`,
  )

const checkRecord = (what: string, here: Named, saved: Named): void => {
  for (const name of new Set([...Object.keys(here), ...Object.keys(saved)])) {
    const own = Object.hasOwn(here, name) ? here[name] : undefined
    const other = Object.hasOwn(saved, name) ? saved[name] : undefined
    if (own === undefined || other === undefined || canonical(own) !== canonical(other))
      failDifferent(`${what} ${show(name)}`, own, other)
  }
}

const listNames = (names: readonly string[]): string => {
  const text = names.join(', ')
  return `[${text.length > 120 ? `${text.slice(0, 120)}…` : text}]`
}

const checkNames = (
  what: string,
  here: readonly { readonly name: string }[],
  saved: readonly { readonly name: string }[],
): void => {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)
  if (canonical(names(here)) !== canonical(names(saved)))
    failLoad(
      `the ${what} must be ${listNames(names(here))}, got ${listNames(names(saved))}; load with the optimizer that was saved`,
    )
}

/**
 * Checks that two optimizers give a state the same meaning; the error names the first difference.
 */
export const checkFingerprint = (here: Fingerprint, saved: Fingerprint): void => {
  checkNames('parts', here.parts, saved.parts)
  checkNames('estimators', here.estimators, saved.estimators)
  here.parts.forEach(({ name, options, slots }, i) => {
    const other = saved.parts[i] as Fingerprint['parts'][number]
    checkRecord(`part ${i} (${name}): option`, options, other.options)
    checkRecord(`part ${i} (${name}): slot`, slots, other.slots)
  })
  here.estimators.forEach(({ name, options }, i) => {
    const other = saved.estimators[i] as Fingerprint['estimators'][number]
    checkRecord(`estimator ${i} (${name}): option`, options, other.options)
  })
}
