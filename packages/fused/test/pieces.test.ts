import type { Node, Program } from '@momenta/core/program'
import { adamCM } from '@momenta/optimizers'
import t from 'tap'
import { piecesOf } from '../dist/engines/webgpu/piecesOf.js'
import { programsOf } from './programs.js'

/** A step that sums all 20 entries anew: it loads more than any device binds. */
const { program, scalars } = programsOf(
  adamCM({ capacity: 20 }).transform,
  Array.from({ length: 60 }, (_, i) => 1 + i),
).reduce((a, b) => (b.program.loads.length > a.program.loads.length ? b : a))

const compute = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  max: Math.max,
  min: Math.min,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  neg: (a: number) => -a,
}

/** The stores of a program for one element. */
const evaluate = ({ nodes, stores }: Program, loads: readonly number[]): readonly number[] => {
  const values = new Map<number, number>()
  const numberOf = (node: Node): number => {
    switch (node.kind) {
      case 'load':
        return loads[node.index] as number
      case 'constant':
        return node.value
      case 'scalar':
        return scalars[node.index] as number
      case 'operation': {
        const operation: (...operands: number[]) => number = compute[node.operation]
        return operation(...node.operands.map(({ id }) => values.get(id) as number))
      }
    }
  }
  for (const node of nodes) values.set(node.id, numberOf(node))
  return stores.map(({ id }) => values.get(id) as number)
}

const loads = program.loads.map((_, i) => 1 + Math.sin(i) / 2)

t.test('the pieces of a program bind what the device can, and compute the same', async (t) => {
  t.ok(program.loads.length > 20)
  const wanted = evaluate(program, loads)
  for (const most of [3, 4, 8, 12, 16, 64]) {
    const pieces = piecesOf(program, most)
    const values = [...loads]
    for (const { program: piece, reads, writes } of pieces) {
      t.ok(reads.length + writes.length <= most)
      const results = evaluate(
        piece,
        reads.map((index) => values[index] as number),
      )
      writes.forEach((id, i) => {
        values[program.loads.length + id] = results[i] as number
      })
    }
    t.same(
      program.stores.map(({ id }) => values[program.loads.length + id]),
      wanted,
      `${most}`,
    )
  }
  t.equal(piecesOf(program, 64).length, 1)
  t.ok(piecesOf(program, 16).length <= 4)
})
