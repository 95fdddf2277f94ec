import * as tf from '@tensorflow/tfjs-core'
import { type Params, score } from './network'

const cells = 48

/** Colours the plane by the side on which the network sees each point, and draws the points. */
export const draw = async (
  canvas: HTMLCanvasElement,
  params: Params,
  { points, sides }: { points: (readonly [number, number])[]; sides: number[] },
): Promise<void> => {
  const at = (i: number) => (2 * (i + 0.5)) / cells - 1
  const grid = Array.from({ length: cells ** 2 }, (_, i) => [
    at(i % cells),
    at(Math.floor(i / cells)),
  ])
  const scores = tf.tidy(() => tf.sigmoid(score(params, tf.tensor2d(grid))))
  const values = await scores.data()
  scores.dispose()
  const context = canvas.getContext('2d')
  if (context === null) return
  const size = canvas.width / cells
  for (const [i, value] of values.entries()) {
    context.fillStyle = `rgb(${80 + 150 * value} 130 ${230 - 150 * value})`
    context.fillRect((i % cells) * size, Math.floor(i / cells) * size, size, size)
  }
  for (const [i, [x, y]] of points.entries()) {
    context.fillStyle = (sides[i] ?? 0) > 0 ? '#a00' : '#00a'
    context.fillRect(((x + 1) / 2) * canvas.width - 1, ((y + 1) / 2) * canvas.height - 1, 3, 3)
  }
}
