// The command that asks the portal's own tests of its own register: for an office that wants to know it before each upgrade.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIndexing } from '../assistant/indexing.ts'
import type { Config } from '../config.ts'
import { Invalid } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { askAll } from './run-job.ts'
import { judgedTurns } from './runs.ts'
import { figuresOf, type Share } from './scoring.ts'

/** Returns the figures as lines. Throws Invalid when one is under its floor, or when there is nothing to ask. */
export async function prove(store: Store, { provingFloors }: Pick<Config, 'provingFloors'>): Promise<string> {
  // An index of its own: the running portal's saved copy is not touched.
  const folder = mkdtempSync(join(tmpdir(), 'prove-'))
  const indexing = await openIndexing(store, folder, (_, error) => { throw error })
  try {
    await indexing.ready
    const asked = (await askAll(store.read, indexing.searcher))!
    if (!asked.length) throw new Invalid({ '': 'Chưa có câu kiểm chứng nào đang dùng.' })
    const judged = asked.flatMap(judgedTurns)
    const figures = figuresOf(judged)
    const written = Object.entries(figures).map(([key, value]) => `${key} ${value === null ? '-' : Number(value.toFixed(3))}`)
    const missed = judged.filter(({ judgement }) => !judgement.handled).map(({ test, turn }) => `  ${test.turns[turn]!.question}`)
    const text = [...written, ...(missed.length ? ['Chưa đúng:', ...missed] : [])].join('\n')
    const low = Object.entries(provingFloors).flatMap(([key, floor]) => {
      const share = figures[key as Share]
      return share === null || share >= floor ? [] : [`${key} ${share.toFixed(3)} thấp hơn mức sàn ${floor} (PROVING_FLOORS).`]
    })
    if (low.length) throw new Invalid({ '': `${text}\n${low.join('\n')}` })
    return text
  } finally {
    await indexing.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
