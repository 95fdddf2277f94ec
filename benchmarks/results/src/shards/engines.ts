/** The variables in which an engine numbers the tasks of a job array. */
export interface Engine {
  readonly name: string
  readonly index: string
  /** The number of tasks. */
  readonly count?: string
  /** The first index. Default 0. */
  readonly first?: string
  /** The last index. */
  readonly last?: string
  /** The difference of two indices. Default 1. */
  readonly step?: string
}

/** The engines that `--shard auto` knows. */
export const engines: readonly Engine[] = [
  {
    name: 'Slurm',
    index: 'SLURM_ARRAY_TASK_ID',
    count: 'SLURM_ARRAY_TASK_COUNT',
    first: 'SLURM_ARRAY_TASK_MIN',
    last: 'SLURM_ARRAY_TASK_MAX',
    step: 'SLURM_ARRAY_TASK_STEP',
  },
  { name: 'Kubernetes', index: 'JOB_COMPLETION_INDEX' },
  { name: 'PBS', index: 'PBS_ARRAY_INDEX' },
  {
    name: 'AWS Batch',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    count: 'AWS_BATCH_JOB_ARRAY_SIZE',
  },
]
