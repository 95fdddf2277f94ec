/** Seconds as `m:ss`, from an hour on as `h:mm:ss`. */
export const clockText = (seconds: number): string => {
  const whole = Math.round(seconds)
  const two = (n: number): string => String(n).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  const ends = `:${two(whole % 60)}`
  return minutes < 60
    ? `${minutes}${ends}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}${ends}`
}
