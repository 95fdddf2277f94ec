import { type Program, wgslName, wgslNodes, wgslNumbers } from '@momenta/core/program'
import { beginMain } from './beginMain.js'

/** The buffer of each load and store of a program; streams over the same memory share a binding. */
export interface Bindings {
  /** Of the loads, then of the stores. */
  readonly places: readonly number[]
  readonly stores: readonly number[]
  readonly count: number
  /** The pipelines of a program that binds so, by the number of leaves of a dispatch. */
  readonly pipelines: GPUComputePipeline[]
}

/** The number of elements per workgroup. */
export const workgroup = 64

/** Scalars of the step, then constants, four to a vector. */
export const numbersOf = (
  { constants }: Pick<Program, 'constants'>,
  scalars: readonly number[],
): readonly number[] => [...scalars, ...constants]

/** The variables of all nodes at element i; `loads` holds the binding of each load. */
export const declarationsOf = (
  computed: Pick<Program, 'nodes' | 'scalars'>,
  loads: readonly number[],
): readonly string[] => wgslNodes(computed, (load) => `b${loads[load]}[i]`)

/** The program at element `i` of one leaf, whose bindings begin at `first`. */
const leafOf = (
  program: Program,
  { places, stores }: Bindings,
  leaf: number,
  first: number,
): readonly string[] => [
  `fn leaf${leaf}(i: u32) {`,
  `if (i >= arrayLength(&b${first + (stores[0] as number)})) { return; }`,
  ...declarationsOf(
    program,
    places.map((place) => first + place),
  ),
  ...program.stores.map((node, s) => `b${first + (stores[s] as number)}[i] = ${wgslName(node)};`),
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
    wgslNumbers(program),
    ...each.flatMap(([leaf, first]) => leafOf(program, bindings, leaf, first)),
    beginMain(workgroup),
    // scalars that no store needs must still be used, since an unused binding is removed
    '_ = k[0];',
    ...each.map(([leaf, first]) => callOf(bindings, leaf, first)),
    '}',
  ].join('\n')
}
