import type { Host } from '@momenta/core'
import { show } from '@momenta/core'
import { canonical } from '../saving/canonical.js'
import { failLoad } from '../saving/failLoad.js'
import { shown } from '../saving/shown.js'
import type { Fingerprint } from './Fingerprint.js'

type Named = { readonly [name: string]: Host }

const differ = (what: string, here: Host | undefined, saved: Host | undefined): never =>
  failLoad(
    `${what} must be ${shown(here)} as in the optimizer, got ${shown(saved)}; load with the optimizer that was saved`,
  )

const sameRecord = (what: string, here: Named, saved: Named): void => {
  for (const name of new Set([...Object.keys(here), ...Object.keys(saved)])) {
    const own = Object.hasOwn(here, name) ? here[name] : undefined
    const other = Object.hasOwn(saved, name) ? saved[name] : undefined
    if (own === undefined || other === undefined || canonical(own) !== canonical(other))
      differ(`${what} ${show(name)}`, own, other)
  }
}

const listed = (names: readonly string[]): string => {
  const text = names.join(', ')
  return `[${text.length > 120 ? `${text.slice(0, 120)}…` : text}]`
}

const sameNames = (
  what: string,
  here: readonly { readonly name: string }[],
  saved: readonly { readonly name: string }[],
): void => {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name)
  if (canonical(names(here)) !== canonical(names(saved)))
    failLoad(
      `the ${what} must be ${listed(names(here))}, got ${listed(names(saved))}; load with the optimizer that was saved`,
    )
}

/** What was saved must be of an optimizer that gives the state the same meaning; the first difference is named. */
export const checkFingerprint = (here: Fingerprint, saved: Fingerprint): void => {
  sameNames('parts', here.parts, saved.parts)
  sameNames('estimators', here.estimators, saved.estimators)
  here.parts.forEach(({ name, options, slots }, i) => {
    const other = saved.parts[i] as Fingerprint['parts'][number]
    sameRecord(`part ${i} (${name}): option`, options, other.options)
    sameRecord(`part ${i} (${name}): slot`, slots, other.slots)
  })
  here.estimators.forEach(({ name, options }, i) => {
    const other = saved.estimators[i] as Fingerprint['estimators'][number]
    sameRecord(`estimator ${i} (${name}): option`, options, other.options)
  })
}
