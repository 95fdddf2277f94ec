/** How markers look that no series colours. */
export const markerLooks = {
  end: { fill: '#222', stroke: '#fff', area: 60 },
  minimum: { fill: '#fff', stroke: '#000', area: 60 },
} as const
