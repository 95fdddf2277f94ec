/** Throws unless the option is a finite number that the test accepts. */
export const checkedNumber = (
  who: string,
  name: string,
  value: number,
  says = 'must be a finite number',
  holds: (n: number) => boolean = () => true,
): number => {
  if (typeof value !== 'number')
    throw new TypeError(`${who}: ${name} ${says}, got ${JSON.stringify(value)}`)
  if (!Number.isFinite(value) || !holds(value))
    throw new RangeError(`${who}: ${name} ${says}, got ${value}`)
  return value
}

/** Throws unless the option is a whole number of steps, at least one. */
export const checkedSteps = (who: string, name: string, value: number): number =>
  checkedNumber(
    who,
    name,
    value,
    'must be a whole number >= 1',
    (n) => Number.isSafeInteger(n) && n >= 1,
  )
