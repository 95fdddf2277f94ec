import type { Optimizer } from '@momenta/core'
import { eager, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as optimizers from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'
import { attempt } from '../attempt.js'
import type { Report } from '../Row.js'
import { skipReason } from './skipReason.js'
import { trajectory } from './trajectory.js'

/** Every finished optimizer, by name: each base alone, with critical gradients and momenta. */
const finishedOptimizers = (): readonly (readonly [string, Optimizer])[] => {
  const exported: { readonly [name: string]: unknown } = optimizers
  return Object.keys(optimizers.catalogues.bases).flatMap((base) =>
    ['', 'CG', 'CM'].flatMap((memory) => {
      const make = exported[`${base}${memory}`]
      if (typeof make !== 'function') return []
      return [[`${base}${memory}`, make(memory === '' ? {} : { capacity: 3 }) as Optimizer]]
    }),
  )
}

/** The parameters after the steps, or why the optimizer cannot run on the backend. */
const trajectoryOn = async (runner: Runner): Promise<readonly number[] | string> => {
  try {
    return await trajectory(runner)
  } catch (error) {
    const reason = skipReason(error)
    if (reason === undefined) throw error
    return reason
  }
}

/**
 * Runs every finished optimizer, with SAM and without, fused on a backend and eagerly on cpu.
 *
 * @param tolerance - The largest difference of a parameter that passes.
 * @param only - Their names. Default all.
 */
export const checkNumbers = async (
  backend: string,
  tolerance: number,
  report: Report,
  only?: readonly string[],
): Promise<void> => {
  const chosen = finishedOptimizers().filter(([name]) => only?.includes(name) ?? true)
  if (chosen.length === 0) throw new Error(`numbers: no optimizer is called ${only?.join(', ')}`)
  for (const [optimizer, plain] of chosen)
    for (const sam of [false, true]) {
      const label = `${optimizer}${sam ? ' with SAM' : ''}`
      await attempt(`numbers: ${label}`, report, async () => {
        const one = sam ? optimizers.withSAM(plain) : plain
        await tf.setBackend(backend)
        const found = await trajectoryOn(fused(one))
        if (typeof found === 'string') {
          report({ part: 'skipped', check: label, reason: found })
          return
        }
        await tf.setBackend('cpu')
        const wanted = await trajectory(eager(one))
        const worst = found.reduce(
          (most, n, i) => Math.max(most, Math.abs(n - (wanted[i] as number))),
          0,
        )
        // NaN does not pass
        report({ part: 'numbers', optimizer, sam, worst, passed: worst <= tolerance })
      })
    }
  await tf.setBackend(backend)
}
