import { isFactory, show } from '@momenta/options'

/** Throws a TypeError unless the value is the factory of an optimizer without a buffer. */
export const checkFinished = (who: string, value: unknown): void => {
  if (isFactory(value) && Object.hasOwn(value, 'base')) return
  throw new TypeError(
    `${who}: the optimizer must be the factory of an optimizer without a buffer, such as adam, got ${show(value)}`,
  )
}
