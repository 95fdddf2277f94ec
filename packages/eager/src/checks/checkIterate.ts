import { kindOf } from '@momenta/core'
import { isTensor } from '../isTensor.js'
import { firstLeaf } from './firstLeaf.js'

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null

const wrong = (value: unknown): string =>
  isTensor(value)
    ? 'a tensor; init(params) makes an iterate'
    : typeof value === 'function'
      ? 'a function; the oracle comes first: step(oracle, iterate)'
      : isRecord(value) && Object.values(value).some(isTensor)
        ? `${kindOf(value)}, which are parameters; init(params) makes an iterate`
        : kindOf(value)

/** Checks that an argument is an iterate, without reading its tensors. */
export const checkIterate = (who: string, value: unknown): void => {
  const { params, state } = isRecord(value) && !isTensor(value) ? value : {}
  if (!isRecord(params) || !isRecord(state) || !Array.isArray(state.parts))
    throw new TypeError(
      `${who}: the iterate must be what init, step or load returns, got ${wrong(value)}`,
    )
  if (firstLeaf(params) instanceof Float64Array)
    throw new TypeError(
      `${who}: the iterate must hold tensors, got one of float64, which holds Float64Array; make one with init(params) from tensors`,
    )
}
