import type { SlurmArray, SlurmCommand } from './SlurmArray.js'

const quoted = (text: string): string =>
  /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** A path in which % has no meaning for sbatch. */
const plain = (path: string): string => path.replaceAll('%', '%%')

const directives = (array: SlurmArray, { logs }: SlurmCommand): readonly string[] => {
  const { tasks, atOnce, time, cpus, memory, partition, grace } = array
  return [
    `--job-name=${array.name}`,
    `--array=0-${tasks - 1}${atOnce === undefined ? '' : `%${atOnce}`}`,
    `--time=${time}`,
    '--ntasks=1',
    `--cpus-per-task=${cpus}`,
    ...(memory === undefined ? [] : [`--mem=${memory}`]),
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    `--output="${plain(logs)}/%A_%a.log"`,
    '--open-mode=append',
    '--requeue',
    `--signal=B:USR1@${grace}`,
    ...array.options,
  ].map((option) => `#SBATCH ${option}`)
}

/**
 * The script of a job array for sbatch. Each task does its part of the jobs. Before the time limit
 * it stops as after an interrupt, so that checkpoints are stored, and is queued again; a task that
 * is cancelled or preempted stops in the same way.
 */
export const slurmScript = (array: SlurmArray, given: SlurmCommand): string =>
  [
    '#!/bin/bash',
    ...directives(array, given),
    '',
    '# Each task does its part of the jobs; submitted again, it repeats nothing.',
    ...array.setup,
    `cd ${quoted(given.folder)} || exit 1`,
    'limit=',
    `trap 'limit=near; kill -TERM "$!" 2>/dev/null' USR1`,
    `trap 'kill -TERM "$!" 2>/dev/null' TERM`,
    `${given.command.map(quoted).join(' ')} --shard auto/${array.tasks} &`,
    'child=$!',
    '# a trap ends wait, not the child',
    'wait "$child"',
    'while kill -0 "$child" 2>/dev/null; do wait "$child"; done',
    'wait "$child"',
    'code=$?',
    `if [ -n "$limit" ] && [ "$code" -eq 130 ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt ${array.restarts} ]`,
    `then scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"`,
    'fi',
    'exit "$code"',
    '',
  ].join('\n')
