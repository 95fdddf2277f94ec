import { fileURLToPath } from 'node:url'

/** A peer: its name and the script that prints its row. */
export interface Peer {
  readonly name: string
  readonly script: string
}

const script = (name: string) => fileURLToPath(new URL(`../../peers/${name}.py`, import.meta.url))

/** The frameworks that are measured too where they are on the machine. */
export const peers: readonly Peer[] = [
  { name: 'torch', script: script('torch_step') },
  { name: 'jax', script: script('jax_step') },
]
