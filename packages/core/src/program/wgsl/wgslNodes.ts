import type { Node, Operation } from '../Node.js'
import type { Program } from '../Program.js'

const text: { readonly [O in Operation]: (...of: readonly string[]) => string } = {
  add: (a, b) => `${a} + ${b}`,
  sub: (a, b) => `${a} - ${b}`,
  mul: (a, b) => `${a} * ${b}`,
  div: (a, b) => `${a} / ${b}`,
  max: (a, b) => `select(${a}, ${b}, ${a} < ${b})`,
  min: (a, b) => `select(${a}, ${b}, ${b} < ${a})`,
  sqrt: (a) => `sqrt(${a})`,
  abs: (a) => `abs(${a})`,
  sign: (a) => `select(0.0, 1.0, ${a} > 0.0) - select(0.0, 1.0, ${a} < 0.0)`,
  neg: (a) => `-${a}`,
}

type Computed = Pick<Program, 'nodes' | 'scalars' | 'constants'>

/** The variable of a node in WGSL. */
export const wgslName = (node: Node): string => `x${node.id}`

/** The declaration of the numbers: scalars of the step, then constants, four to a vector. */
export const wgslNumbers = ({ scalars, constants }: Omit<Computed, 'nodes'>): string => {
  const vectors = Math.max(1, Math.ceil((scalars.length + constants.length) / 4))
  return `@group(1) @binding(0) var<uniform> k: array<vec4<f32>, ${vectors}>;`
}

/**
 * The variables of all nodes in WGSL.
 *
 * @param load - The current element of a load.
 */
export const wgslNodes = (
  { nodes, scalars }: Pick<Computed, 'nodes' | 'scalars'>,
  load: (index: number) => string,
): readonly string[] => {
  const number = (i: number) => `k[${Math.floor(i / 4)}][${i % 4}]`
  const value = (node: Node): string => {
    switch (node.kind) {
      case 'load':
        return load(node.index)
      case 'constant':
        return number(scalars.length + node.index)
      case 'scalar':
        return number(node.index)
      case 'operation':
        return text[node.operation](...node.operands.map(wgslName))
    }
  }
  return nodes.map((node) => `let ${wgslName(node)} = ${value(node)};`)
}
