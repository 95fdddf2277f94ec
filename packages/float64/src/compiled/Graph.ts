import type { Arithmetic } from '@momenta/core'

/** A value in a kernel: the name of a variable, or a literal. */
export type Value = string

/** Statements collected so far, and the arithmetic that collects them. */
export interface Graph {
  readonly x: Arithmetic<Value>
  readonly statements: readonly string[]
}

const literal = (n: number): Value => (Object.is(n, -0) ? '(-0)' : n < 0 ? `(${n})` : String(n))

/**
 * A symbolic arithmetic: running a body on it collects JavaScript statements, each subexpression once. Operation for operation it is
 * the arithmetic of numbers, so a kernel gives the same bits.
 */
export const graph = (): Graph => {
  const statements: string[] = []
  const known = new Map<string, Value>()
  const value = (expression: string): Value => {
    const found = known.get(expression)
    if (found !== undefined) return found
    const name = `t${statements.length}`
    statements.push(`const ${name} = ${expression}`)
    known.set(expression, name)
    return name
  }
  const x: Arithmetic<Value> = {
    of: literal,
    add: (a, b) => value(`${a} + ${b}`),
    sub: (a, b) => value(`${a} - ${b}`),
    mul: (a, b) => value(`${a} * ${b}`),
    div: (a, b) => value(`${a} / ${b}`),
    max: (a, b) => value(`${a} < ${b} ? ${b} : ${a}`),
    min: (a, b) => value(`${b} < ${a} ? ${b} : ${a}`),
    sqrt: (a) => value(`Math.sqrt(${a})`),
    abs: (a) => value(`Math.abs(${a})`),
    sign: (a) => value(`${a} > 0 ? 1 : ${a} < 0 ? -1 : 0`),
    neg: (a) => value(`-${a}`),
  }
  return { x, statements }
}
