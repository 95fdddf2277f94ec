import { isUniform, type Node, type Operation } from '../trace/Node.js'
import type { Program } from '../trace/Program.js'

/** Runs a program on one leaf: its scalars, the arrays of its loads and of its stores, and how many elements. */
export type Kernel = (
  scalars: Float32Array,
  loads: readonly Float32Array[],
  stores: readonly Float32Array[],
  size: number,
) => void

/** Each operation rounds to float32, as a tensor would have been. */
const text: { readonly [O in Operation]: (...of: readonly string[]) => string } = {
  add: (a, b) => `f(${a}+${b})`,
  sub: (a, b) => `f(${a}-${b})`,
  mul: (a, b) => `f(${a}*${b})`,
  div: (a, b) => `f(${a}/${b})`,
  max: (a, b) => `(${a}<${b}?${b}:${a})`,
  min: (a, b) => `(${b}<${a}?${b}:${a})`,
  sqrt: (a) => `f(Math.sqrt(${a}))`,
  abs: (a) => `Math.abs(${a})`,
  sign: (a) => `((${a}>0?1:0)-(${a}<0?1:0))`,
  neg: (a) => `(-${a})`,
}

const constant = (value: number): string =>
  Object.is(value, -0) ? '-0' : String(Math.fround(value))

/** Compiles a program to JavaScript; throws where the page's policy forbids that. */
export const emit = ({ nodes, loads, scalars, stores }: Program): Kernel => {
  const name = (node: Node) => `x${node.id}`
  const value = (node: Node): string => {
    switch (node.kind) {
      case 'stream':
        return `l${loads.indexOf(node.stream)}[i]`
      case 'constant':
        return constant(node.value)
      case 'scalar': {
        const { part, name: of, index } = node
        return `k[${scalars.findIndex((s) => s.part === part && s.name === of && s.index === index)}]`
      }
      case 'operation':
        return text[node.operation](...node.of.map(name))
    }
  }
  const declared = (node: Node) => `const ${name(node)}=${value(node)}`
  const lines = [
    'const f=Math.fround',
    ...loads.map((_, i) => `const l${i}=loads[${i}]`),
    ...stores.map((_, i) => `const s${i}=stores[${i}]`),
    ...nodes.filter(isUniform).map(declared),
    'for(let i=0;i<n;i++){',
    ...nodes.filter((node) => !isUniform(node)).map(declared),
    ...stores.map((node, i) => `s${i}[i]=${name(node)}`),
    '}',
  ]
  return new Function('k', 'loads', 'stores', 'n', lines.join('\n')) as Kernel
}
