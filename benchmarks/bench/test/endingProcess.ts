// a job ends the process by its name, as a crash of a native library or an exhausted memory does
process.on('message', ({ job }: { readonly job: { readonly label: string } }) => {
  if (job.label === 'exit') process.exit(3)
  if (job.label === 'abort') process.abort()
  process.send?.({ kind: 'done', outcome: { values: { one: 1, none: Number.NaN } } })
})
