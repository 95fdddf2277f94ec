import { kindOf } from '@momenta/core'

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null

/** Checks that the arguments of a step are an oracle and an iterate, in this order. */
export const checkStep = (oracle: unknown, from: unknown): void => {
  if (typeof oracle !== 'function')
    throw new TypeError(
      `step: the oracle must be a function, got ${isRecord(oracle) && 'params' in oracle ? 'an iterate, which comes second: step(oracle, iterate)' : kindOf(oracle)}`,
    )
  checkIterate('step', from)
}

/** Checks that an argument is an iterate. */
export const checkIterate = (who: string, from: unknown): void => {
  const { params, state } = isRecord(from) ? from : {}
  if (!isRecord(params) || !isRecord(state) || !Array.isArray(state.parts))
    throw new TypeError(
      `${who}: the iterate must be what init or step returns, got ${kindOf(from)}; init(params) makes one`,
    )
}
