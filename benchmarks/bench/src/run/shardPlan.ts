import { type Shard, takeShard } from '@momenta/bench-results'
import type { Job } from '../tasks/Job.js'
import type { Plan } from './planOf.js'
import { jobKey } from './unitOf.js'

const groupOf = (job: Job): string => job.group ?? jobKey(job)

/**
 * The part of a plan that is of a shard. It depends on the jobs that are known before any result,
 * so processes of other shards agree on it at any time; jobs that follow from others are of the
 * shard of their group.
 */
export const shardPlan = ({ jobs, later }: Plan, shard: Shard): Plan => {
  const own = takeShard(jobs, shard, { keyOf: groupOf, costOf: ({ cost }) => cost })
  const groups = new Set(own.map(groupOf))
  const known = new Set(jobs.map(groupOf))
  const isOwn = (job: Job) =>
    // a new group has no shard yet: the first one takes it
    groups.has(groupOf(job)) || (shard.index === 0 && !known.has(groupOf(job)))
  return { jobs: own, later: (finished, task) => later(finished, task).filter(isOwn) }
}
