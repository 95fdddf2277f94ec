import type { Host } from '@momenta/core'
import { fail } from './fail.js'
import { kindOf } from './kindOf.js'

/** What a part remembers as plain JSON, where it is there at first of the same kind; lists may have grown or shrunk, and null may be anything. */
export const hostOf = (where: string, saved: unknown, fresh: Host): Host => {
  if (fresh === null) return saved as Host
  if (kindOf(saved) !== kindOf(fresh))
    fail(`${where} must be a ${kindOf(fresh)}, got ${kindOf(saved)}`)
  if (Array.isArray(fresh))
    (saved as readonly unknown[]).forEach((item, i) => {
      if (i < fresh.length) hostOf(`${where}[${i}]`, item, fresh[i] as Host)
    })
  else if (typeof fresh === 'object')
    for (const [name, inner] of Object.entries(fresh as { readonly [name: string]: Host }))
      hostOf(`${where}.${name}`, (saved as { readonly [name: string]: unknown })[name], inner)
  return saved as Host
}
