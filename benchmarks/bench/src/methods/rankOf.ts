import { known } from './orderedMethods.js'

const first = ['adam', 'adam+cm']
const paper = ['adam+cg', 'adam+sam', 'adam+sam+cm']

/**
 * How early the jobs of a method run: Adam and Adam+CM before the other methods of the paper, then
 * controls and other bases, then the grid. Jobs without a method run with the paper's.
 */
export const rankOf = (method: string | undefined): number => {
  const name = method?.toLowerCase()
  if (name === undefined || paper.includes(name)) return 1
  if (first.includes(name)) return 0
  return method !== undefined && known.includes(method) ? 2 : 3
}
