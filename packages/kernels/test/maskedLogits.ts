const masked = Number.NEGATIVE_INFINITY
const [e, e3] = [Math.E, Math.exp(3)]

/** Logits with masked classes, and what PyTorch returns for them: the loss and its gradient. */
export const maskedLogits: readonly {
  readonly label: number
  readonly logits: readonly number[]
  readonly loss: number
  readonly gradient: readonly number[]
}[] = [
  ...[masked, -1e9].map((mask) => ({
    label: 0,
    logits: [1, mask, 3],
    loss: Math.log(e + e3) - 1,
    gradient: [e / (e + e3) - 1, 0, e3 / (e + e3)],
  })),
  { label: 0, logits: [2, masked, masked], loss: 0, gradient: [0, 0, 0] },
  ...[masked, -1e9].map((mask) => ({
    label: 0,
    logits: [mask, 1, 1],
    loss: -mask,
    gradient: [-1, 0.5, 0.5],
  })),
  {
    label: 5,
    logits: [0, masked, 0, 0, masked, 0],
    loss: Math.log(4),
    gradient: [0.25, 0, 0.25, 0.25, 0, -0.75],
  },
]

/** Whether a number is the wanted one, to float32 rounding; 0 and infinities exactly. */
export const isNear = (found: number, wanted: number): boolean =>
  found === wanted || Math.abs(found - wanted) <= (wanted === 0 ? 0 : 1e-6 * Math.abs(wanted))
