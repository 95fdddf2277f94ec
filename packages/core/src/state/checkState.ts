import { checkNumber, show } from '@momenta/options'
import { checkParts } from '../checkParts.js'
import type { Description } from '../Description.js'
import type { Leaf } from '../Leaf.js'
import { memoryFor } from '../memory/memoriesOf.js'
import { once } from '../program/once.js'
import type { PartState, State } from '../State.js'
import type { Layout, PartLeaves } from '../step/Layout.js'
import { byLeafIn } from './byLeafIn.js'
import { sameShape } from './sameShape.js'
import { slotShape } from './slotShape.js'

type Named<T> = { readonly [name: string]: T }

const has = (record: object, name: string): boolean => Object.hasOwn(record, name)

const isRecord = (value: unknown): value is Named<unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The number of names of dictionaries seen before, because most states are checked repeatedly. */
const countOf = once((record: object) => Object.keys(record).length)

const textOf = (shape: readonly number[] | undefined): string =>
  shape === undefined ? 'none' : `[${shape.join(', ')}]`

const remedy = 'extend the state to these parameters with extend, or start anew with init'

/** The shape of a value, which for values that are flat is the expected one if its size is. */
type ShapeOf<L> = (value: L, expected: readonly number[]) => readonly number[]

/** The context of a check: names for errors, the leaves of the part and their shapes. */
interface Check<L> {
  readonly who: string
  readonly part: string
  readonly own: readonly Leaf[]
  readonly shapeOf: ShapeOf<L> | undefined
}

const failNames = <L>(
  { who, part, own }: Check<L>,
  what: string,
  record: Named<unknown>,
): never => {
  const missing = own.find(({ name }) => !has(record, name))
  const extra = Object.keys(record).find((name) => own.every((leaf) => leaf.name !== name))
  const must = missing
    ? `leaf ${show(missing.name)}, got none`
    : `only leaves that it acts on, got leaf ${show(extra)}`
  throw new TypeError(`${who}: ${what} of ${part} must hold ${must}; ${remedy}`)
}

/** Checks that a record holds exactly the leaves of its part. */
const checkLeaves = <L>(check: Check<L>, what: string, record: unknown): void => {
  const { own } = check
  const held = isRecord(record) ? record : {}
  if (countOf(held) !== own.length || own.some(({ name }) => !has(held, name)))
    failNames(check, what, held)
}

/**
 * A slot by its name, or an entry by its index: as text only in errors, since all are checked in
 * every step.
 */
const placeText = (where: string | number): string =>
  typeof where === 'number' ? `entry ${where}` : `slot ${show(where)}`

const checkShape = <L>(
  { who, part }: Check<L>,
  shapeOf: ShapeOf<L>,
  where: string | number,
  name: string,
  shape: readonly number[],
  value: L | undefined,
): void => {
  const got = value === undefined || value === null ? undefined : shapeOf(value, shape)
  if (got === undefined || !sameShape(got, shape))
    throw new TypeError(
      `${who}: ${placeText(where)} of leaf ${show(name)} in ${part} must have shape ${textOf(shape)}, got ${textOf(got)}; ${remedy}`,
    )
}

const checkPart = <L>(
  check: Check<L>,
  description: Description,
  { slots, buffers, host, hyper }: PartState<L>,
): void => {
  const { who, part, own, shapeOf } = check
  const declared = Object.keys(description.slots)
  for (const [name, { range }] of Object.entries(description.hyper))
    checkNumber(who, `${name} of ${part}`, hyper[name], range)
  for (const slot of shapeOf === undefined ? [] : declared) {
    const values = slots[slot] as Named<L>
    checkLeaves(check, `slot ${show(slot)}`, values)
    for (const { name, shape } of own) {
      const expected = slotShape(description.slots[slot], shape)
      checkShape(check, shapeOf as ShapeOf<L>, slot, name, expected, values[name])
    }
  }
  if (shapeOf !== undefined) checkLeaves(check, 'the memory', buffers)
  for (const byLeaf of byLeafIn(host)) checkLeaves(check, 'the host state', byLeaf)
  for (const leaf of own) {
    const entries = buffers[leaf.name] as readonly L[]
    const count = memoryFor(description, host, leaf.name)?.keys.length ?? entries.length
    if (entries.length !== count)
      throw new TypeError(
        `${who}: the memory of leaf ${show(leaf.name)} in ${part} must hold an entry for each of its ${count} keys, got ${entries.length}; was the state made by this optimizer?`,
      )
    if (shapeOf === undefined) continue
    for (let i = 0; i < entries.length; i++)
      checkShape(check, shapeOf, i, leaf.name, leaf.shape, entries[i])
  }
}

/**
 * Checks that a state matches a transform and the leaves of the parameters: the parts, their slots
 * and memories for exactly the leaves that they act on, and the shape of every value. Takes about
 * 0.1 µs per leaf and slot, so it runs in every step.
 *
 * @param who - The name of the caller in errors.
 * @param shapeOf - The shape of a leaf's value, beside the expected one; undefined if slots and
 *   memories are known to match the leaves, so that only host states, hyperparameters and numbers
 *   of entries are checked.
 * @throws TypeError that names the part and the leaf, what must hold, the value and what to do.
 *
 * @example
 * import { remember } from '@momenta/core'
 * import { checkState, initialState, layoutOf } from '@momenta/core/program'
 *
 * const leaves = [{ name: 'w', shape: [2], size: 2 }]
 * const state = initialState(remember(), leaves, () => [0, 0])
 * checkState('step', layoutOf(remember(), leaves), state, (leaf) => [leaf.length]) // => undefined
 */
export const checkState = <L>(
  who: string,
  { transform, parts }: Layout,
  state: State<L>,
  shapeOf: ShapeOf<L> | undefined,
): void => {
  checkParts(who, transform, state)
  for (let i = 0; i < transform.length; i++) {
    const description = transform[i] as Description
    const { leaves: own } = parts[i] as PartLeaves
    const part = `part ${i} (${description.name})`
    checkPart({ who, part, own, shapeOf }, description, state.parts[i] as PartState<L>)
  }
}
