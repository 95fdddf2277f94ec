import type { Node, Operation } from './Node.js'
import type { Program } from './Program.js'
import type { Rounding } from './Rounding.js'

/** Runs a program on one leaf. */
export type ProgramFunction = (
  scalars: ArrayLike<number>,
  loads: readonly ArrayLike<number>[],
  stores: readonly { [element: number]: number }[],
  size: number,
) => void

type Texts = { readonly [O in Operation]: (...operands: readonly string[]) => string }

const texts: Texts = {
  add: (a, b) => `${a}+${b}`,
  sub: (a, b) => `${a}-${b}`,
  mul: (a, b) => `${a}*${b}`,
  div: (a, b) => `${a}/${b}`,
  max: (a, b) => `${a}<${b}?${b}:${a}`,
  min: (a, b) => `${b}<${a}?${b}:${a}`,
  sqrt: (a) => `Math.sqrt(${a})`,
  abs: (a) => `Math.abs(${a})`,
  sign: (a) => `(${a}>0?1:0)-(${a}<0?1:0)`,
  neg: (a) => `-${a}`,
}

/** The other operations return an operand or a small integer and need no rounding. */
const rounds = new Set<Operation>(['add', 'sub', 'mul', 'div', 'sqrt'])

const literal = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

/** The variable of a node. */
export const nameOf = ({ id }: Node): string => `x${id}`

const expressionOf = (node: Node, rounding: Rounding, load: (index: number) => string): string => {
  const round = (text: string) => (rounding === 'float32' ? `f(${text})` : text)
  switch (node.kind) {
    case 'load':
      return load(node.index)
    case 'scalar':
      return round(`scalars[${node.index}]`)
    case 'constant':
      return literal(rounding === 'float32' ? Math.fround(node.value) : node.value)
    case 'operation': {
      const text = texts[node.operation](...node.operands.map(nameOf))
      return rounds.has(node.operation) ? round(text) : text
    }
  }
}

/**
 * The declaration of the variable of a node.
 *
 * @param load - The current element of a load.
 */
export const declarationOf = (
  node: Node,
  rounding: Rounding,
  load: (index: number) => string = (index) => `l${index}[i]`,
): string => `const ${nameOf(node)}=${expressionOf(node, rounding, load)}`

/** What a loop over the elements of a leaf computes. */
type Computed = Pick<Program, 'nodes' | 'loads'>

/**
 * A loop over the elements of a leaf. All loads of an element come before what uses it. The code
 * contains no names from users.
 *
 * @param used - The nodes that are used.
 * @param use - The code that uses a node, from the names of its value and of its array in
 *   `outputs`.
 */
export const loopOf = (
  { nodes, loads }: Computed,
  used: readonly Node[],
  rounding: Rounding,
  use: (value: string, array: string, output: number) => string,
): string => {
  const declare = (node: Node) => declarationOf(node, rounding)
  return [
    'const f=Math.fround',
    ...loads.map((_, i) => `const l${i}=loads[${i}]`),
    ...used.map((_, i) => `const o${i}=outputs[${i}]`),
    ...nodes.filter(({ uniform }) => uniform).map(declare),
    'for(let i=0;i<size;i++){',
    ...nodes.filter(({ uniform }) => !uniform).map(declare),
    ...used.map((node, i) => use(nameOf(node), `o${i}`, i)),
    '}',
  ].join('\n')
}

/**
 * Compiles a program to JavaScript. All loads of an element come before its stores, so a store may
 * overwrite a load of the same element.
 *
 * @param stores - The nodes to store, in the order of the arrays; a load is copied.
 * @throws EvalError if a page's policy forbids code generation.
 */
export const javascript = (
  computed: Computed,
  stores: readonly Node[],
  rounding: Rounding,
): ProgramFunction => {
  const code = loopOf(computed, stores, rounding, (value, array) => `${array}[i]=${value}`)
  return new Function('scalars', 'loads', 'outputs', 'size', code) as ProgramFunction
}
