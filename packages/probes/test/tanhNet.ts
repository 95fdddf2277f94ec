/** A tanh net 8-32-3 with squared error on 64 samples, in float64: what Adam's line was measured on. */
export const tanhNet = () => {
  const [n, inputs, hidden, outputs] = [64, 8, 32, 3]
  let state = 7
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const drawn = (count: number, scale: number) =>
    Float64Array.from({ length: count }, () => scale * normal())
  const x = drawn(n * inputs, 1)
  const y = drawn(n * outputs, 1)
  const start = [
    drawn(inputs * hidden, 1 / Math.sqrt(inputs)),
    new Float64Array(hidden),
    drawn(hidden * outputs, 1 / Math.sqrt(hidden)),
    new Float64Array(outputs),
  ]
  const evaluate = (
    [W, b, V, c]:
      | readonly Float64Array[]
      | [Float64Array, Float64Array, Float64Array, Float64Array],
    grads: readonly Float64Array[],
  ): number => {
    const [w1, b1, w2, b2] = [W, b, V, c] as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const [g1, h1, g2, h2] = grads as [Float64Array, Float64Array, Float64Array, Float64Array]
    for (const grad of grads) grad.fill(0)
    const h = new Float64Array(hidden)
    let loss = 0
    for (let s = 0; s < n; s++) {
      for (let j = 0; j < hidden; j++) {
        let sum = b1[j] as number
        for (let i = 0; i < inputs; i++)
          sum += (x[s * inputs + i] as number) * (w1[i * hidden + j] as number)
        h[j] = Math.tanh(sum)
      }
      const back = new Float64Array(hidden)
      for (let k = 0; k < outputs; k++) {
        let sum = b2[k] as number
        for (let j = 0; j < hidden; j++) sum += (h[j] as number) * (w2[j * outputs + k] as number)
        const r = sum - (y[s * outputs + k] as number)
        loss += (r * r) / n
        const d = (2 * r) / n
        h2[k] = (h2[k] as number) + d
        for (let j = 0; j < hidden; j++) {
          g2[j * outputs + k] = (g2[j * outputs + k] as number) + d * (h[j] as number)
          back[j] = (back[j] as number) + d * (w2[j * outputs + k] as number)
        }
      }
      for (let j = 0; j < hidden; j++) {
        const d = (back[j] as number) * (1 - (h[j] as number) ** 2)
        h1[j] = (h1[j] as number) + d
        for (let i = 0; i < inputs; i++)
          g1[i * hidden + j] = (g1[i * hidden + j] as number) + d * (x[s * inputs + i] as number)
      }
    }
    return loss
  }
  const gradient = (flat: Float64Array) => {
    const cut = (whole: Float64Array) => {
      let at = 0
      return start.map(({ length }) => {
        at += length
        return whole.subarray(at - length, at)
      })
    }
    const gradient = new Float64Array(flat.length)
    return { value: evaluate(cut(flat), cut(gradient)), gradient }
  }
  return { x, y, start, evaluate, gradient }
}
