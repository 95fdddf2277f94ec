/** A job array of Slurm. */
export interface SlurmArray {
  readonly name: string
  /** The number of tasks. */
  readonly tasks: number
  /** The maximum number of tasks that run at the same time. Default all. */
  readonly atOnce?: number
  /** The time limit of a task, in a format of sbatch. */
  readonly time: string
  readonly cpus: number
  /** Of a task, as `4G`. Default that of the partition. */
  readonly memory?: string
  readonly partition?: string
  /** More options of sbatch, as `--account=physics`. */
  readonly options: readonly string[]
  /** Lines of bash that run first, as `module load nodejs`. */
  readonly setup: readonly string[]
  /** Seconds before the time limit at which a task stores its checkpoints and stops. */
  readonly grace: number
  /** How often a task that reached its time limit is queued again. */
  readonly restarts: number
}

/** What the tasks of an array run. */
export interface SlurmCommand {
  /** The working folder. */
  readonly folder: string
  /** The program and its arguments, without the part that a task does. */
  readonly command: readonly string[]
  /** The folder of the output of the tasks. */
  readonly logs: string
}
