import { spawnSync } from 'node:child_process'

/** The name of the first graphics card with a driver for CUDA; undefined without one. */
export const graphicsCard = (): string | undefined => {
  const query = ['--query-gpu=name', '--format=csv,noheader']
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 20_000 })
  const [name] = status === 0 ? stdout.trim().split('\n') : []
  return name === '' ? undefined : name
}
