import type { Node, Operation, Program } from '@momenta/core/program'

/** The buffer of each load and store of a program; streams over the same memory share a binding. */
export interface Bindings {
  readonly loads: readonly number[]
  readonly stores: readonly number[]
  readonly count: number
}

/** The number of elements per workgroup. */
export const workgroup = 64

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

/** Scalars of the step, then constants, four to a vector. */
export const numbersOf = (
  { constants }: Pick<Program, 'constants'>,
  scalars: readonly number[],
): readonly number[] => [...scalars, ...constants]

type Computed = Pick<Program, 'nodes' | 'scalars' | 'constants'>

/** The variable of a node. */
export const nameOf = (node: Node): string => `x${node.id}`

/** The declaration of the numbers. */
export const uniformOf = ({ scalars, constants }: Computed): string => {
  const vectors = Math.max(1, Math.ceil((scalars.length + constants.length) / 4))
  return `@group(1) @binding(0) var<uniform> k: array<vec4<f32>, ${vectors}>;`
}

/** The variables of all nodes at element i; `loads` holds the binding of each load. */
export const declarationsOf = (
  { nodes, scalars }: Computed,
  loads: readonly number[],
): readonly string[] => {
  const number = (i: number) => `k[${Math.floor(i / 4)}][${i % 4}]`
  const value = (node: Node): string => {
    switch (node.kind) {
      case 'load':
        return `b${loads[node.index]}[i]`
      case 'constant':
        return number(scalars.length + node.index)
      case 'scalar':
        return number(node.index)
      case 'operation':
        return text[node.operation](...node.operands.map(nameOf))
    }
  }
  return nodes.map((node) => `let ${nameOf(node)} = ${value(node)};`)
}

/** The program at element `i` of one leaf, whose bindings begin at `first`. */
const leafOf = (
  program: Program,
  { loads, stores }: Bindings,
  leaf: number,
  first: number,
): readonly string[] => [
  `fn leaf${leaf}(i: u32) {`,
  `if (i >= arrayLength(&b${first + (stores[0] as number)})) { return; }`,
  ...declarationsOf(
    program,
    loads.map((load) => first + load),
  ),
  ...program.stores.map((node, s) => `b${first + (stores[s] as number)}[i] = ${nameOf(node)};`),
  '}',
]

/** Runs a leaf in its workgroups, which follow those of the leaves before. */
const callOf = ({ stores: [store = 0] }: Bindings, leaf: number, first: number): string =>
  `{ let own = (arrayLength(&b${first + store}) + ${workgroup - 1}u) / ${workgroup}u; if (group < own) { leaf${leaf}(group * ${workgroup}u + thread); return; } group -= own; }`

/**
 * A program in WGSL for a number of leaves, for one way of sharing buffers in each. All loads of an
 * element come before its stores.
 */
export const emit = (program: Program, bindings: Bindings, leaves: number): string => {
  const { stores, count } = bindings
  const written = new Set(stores)
  const each = Array.from({ length: leaves }, (_, leaf) => [leaf, leaf * count] as const)
  return [
    ...Array.from(
      { length: leaves * count },
      (_, b) =>
        `@group(0) @binding(${b}) var<storage, ${written.has(b % count) ? 'read_write' : 'read'}> b${b}: array<f32>;`,
    ),
    uniformOf(program),
    ...each.flatMap(([leaf, first]) => leafOf(program, bindings, leaf, first)),
    `@compute @workgroup_size(${workgroup})`,
    'fn main(@builtin(local_invocation_index) thread: u32, @builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {',
    // scalars that no store needs must still be used, since an unused binding is removed
    'let unused = k[0];',
    'var group = id.x + id.y * groups.x;',
    ...each.map(([leaf, first]) => callOf(bindings, leaf, first)),
    '}',
  ].join('\n')
}
