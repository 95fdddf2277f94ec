import { type Node, operandsOf } from '../graph.js'

/** A term of a sum. */
export interface Term {
  readonly node: Node
  readonly minus: boolean
}

/** The terms of a sum or difference, in order; nested sums are expanded where `opens` allows it. */
export const termsOf = (sum: Node, opens: (node: Node) => boolean): readonly Term[] => {
  const terms: Term[] = []
  const visit = (node: Node, minus: boolean): void => {
    const [a, b] = operandsOf(node, 'add') ?? operandsOf(node, 'sub') ?? []
    if (a === undefined || b === undefined || (node !== sum && !opens(node)))
      terms.push({ node, minus })
    else {
      visit(a, minus)
      visit(b, operandsOf(node, 'sub') === undefined ? minus : !minus)
    }
  }
  visit(sum, false)
  return terms
}
