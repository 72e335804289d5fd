// The graph of runs: three shares, run by run, as points of a drawing and as a sentence for who cannot see it.
import type { TestRun } from './tables.ts'

export const width = 1000
export const height = 300

const drawn = [{ key: 'right1', label: 'Đúng thủ tục' }, { key: 'handled', label: 'Xử lý đúng' }, { key: 'refused', label: 'Từ chối đúng' }] as const

export interface Graph { lines: { key: (typeof drawn)[number]['key']; label: string; points: string }[] }

/** The lines for runs given oldest first; null while there are fewer than two. A share that a run does not have leaves a gap that is drawn across. */
export function graphOf(runs: readonly TestRun[]): Graph | null {
  if (runs.length < 2) return null
  const x = (at: number) => Math.round((at / (runs.length - 1)) * width)
  const y = (share: number) => Math.round(height - 10 - share * (height - 20))
  return {
    lines: drawn.map(({ key, label }) => ({
      key, label, points: runs.flatMap(({ figures }, at) => { const share = figures[key]; return share === null ? [] : [`${x(at)},${y(share)}`] }).join(' '),
    })),
  }
}
