import * as E from 'fp-ts/lib/Either.js'
import { arrayShard } from './arrayShard.js'
import type { Shard } from './Shard.js'

/**
 * Decodes a `--shard` option: `i/n` is the i-th of n parts, from 1; `auto` the part of this task of
 * a job array (Slurm, AWS Batch), `auto/n` the same for engines that do not report how many tasks
 * there are (Kubernetes, PBS), with tasks numbered from 0. On the left one line says what is wrong.
 *
 * @example
 * import { decodeShard } from '@momenta/bench-results'
 *
 * decodeShard('2/8').right // => {"index":1,"count":8}
 * decodeShard('auto/8', { JOB_COMPLETION_INDEX: '3' }).right // => {"index":3,"count":8}
 */
export const decodeShard = (
  given: string,
  environment: { readonly [name: string]: string | undefined } = process.env,
): E.Either<string, Shard> => {
  const [, index, count] = /^(?:(\d{1,9})|auto)\/(\d{1,9})$/.exec(given) ?? []
  const shard = { index: Number(index) - 1, count: Number(count) }
  if (given === 'auto') return arrayShard(environment)
  if (count !== undefined && index === undefined && shard.count > 0)
    return arrayShard(environment, shard.count)
  return shard.index >= 0 && shard.index < shard.count
    ? E.right(shard)
    : E.left(`must be i/n with 1 <= i <= n, auto or auto/n, got '${given}'`)
}
