import { sameShape } from '../../state/sameShape.js'
import type { LineNode } from './LineNode.js'
import type { LinePass, LineProgram, LineSource } from './LineProgram.js'
import { type PassItem, passOf } from './passOf.js'
import { computedFor, loadedBy, stages } from './stagesOf.js'
import type { LineOutput, LineOutputs } from './traceLines.js'

/** What is stored: a node, broadcast to a shape, as the result of a pass. */
interface Item extends PassItem {
  readonly stage: number
  /** Whether nothing but the part's outputs needs it. */
  readonly isOutput: boolean
}

const shapeKey = (shape: readonly number[]): string => shape.join()

/**
 * The items of each pass: those of one shape and stage; outputs in the last pass of their shape.
 */
const grouped = (items: readonly Item[]): readonly (readonly Item[])[] => {
  const last = new Map<string, number>()
  for (const { shape, stage } of items)
    last.set(shapeKey(shape), Math.max(stage, last.get(shapeKey(shape)) ?? 0))
  const groups = new Map<string, { readonly stage: number; readonly items: Item[] }>()
  for (const item of items) {
    const key = shapeKey(item.shape)
    const stage = item.isOutput ? (last.get(key) as number) : item.stage
    const group = groups.get(`${stage}:${key}`) ?? { stage, items: [] }
    groups.set(`${stage}:${key}`, group)
    group.items.push(item)
  }
  return [...groups.values()].sort((a, b) => a.stage - b.stage).map((group) => group.items)
}

/**
 * Divides a traced whole part into passes. A reduction is stored by a pass over the shape of what
 * it reduces; a node that is broadcast, by a pass over its own. Passes whose loads are there run as
 * early as possible, those over the same shape together.
 */
export const passesOf = ({ updates, slots, entry }: LineOutputs): LineProgram => {
  const stageAfter = stages()
  const items: Item[] = []
  const places = new Map<string, number>()
  const add = (node: LineNode, shape: readonly number[], isOutput: boolean): number => {
    const key = `${node.id}:${shapeKey(shape)}`
    const found = places.get(key)
    const known = found === undefined ? undefined : items[found]
    if (found !== undefined && (known?.isOutput === isOutput || isOutput)) return found
    const computed = node.kind === 'reduction' && sameShape(node.shape, shape)
    const over = computed ? computedFor(node) : node
    const domain = computed ? over.shape : shape
    const value = found ?? items.length
    places.set(key, value)
    items[value] = {
      ...{ node: over, shape: domain, value, isOutput: isOutput && !computed },
      ...(computed ? { by: node.by, axes: node.axes } : {}),
      stage: stageAfter(over, domain),
    }
    for (const one of loadedBy(over, domain)) if (one.kind !== 'load') add(one, one.shape, false)
    return value
  }
  const sourceOf = ({ node, shape }: LineOutput): LineSource =>
    node.kind === 'load' && sameShape(node.shape, shape)
      ? { kind: 'stream', stream: node.stream }
      : { kind: 'value', value: add(node, shape, true) }
  const outputs = {
    updates: sourceOf(updates),
    slots: slots.map(sourceOf),
    entry: entry === undefined ? undefined : sourceOf(entry),
  }
  const placeOf = (node: LineNode): number =>
    places.get(`${node.id}:${shapeKey(node.shape)}`) as number
  const passes: readonly LinePass[] = grouped(items).map((own) => passOf(own, placeOf))
  const values: (readonly number[])[] = []
  for (const { node, shape, value, axes } of items)
    values[value] =
      axes === undefined ? shape : node.shape.map((n, i) => (axes.includes(i) ? 1 : n))
  return { values, passes, ...outputs }
}
