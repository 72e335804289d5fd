// The assistant on the demo department: its own tests, asked as the chat answers, held to what was measured.
import { expect, test, vi } from 'vitest'
import { eq } from 'drizzle-orm'
import { readConfig } from '../src/config.ts'
import { fixDay } from '../src/clock.ts'
import { prove } from '../src/proving/command.ts'
import { testQuestions } from '../src/proving/tables.ts'
import { openDemoStore } from './demo-store.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

test('the demo brings its tests, of all kinds, and the assistant holds its floors on them', async () => {
  const store = await openDemoStore()
  try {
    const tests = await store.read.select().from(testQuestions).where(eq(testQuestions.inUse, true))
    expect(tests.length).toBeGreaterThanOrEqual(80)
    expect(new Set(tests.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(9)
    // Measured on 24/11/2026: right1 1, told 1, refused 0.92, clarified 0.4, handled 0.96.
    expect(await prove(store, readConfig({ PROVING_FLOORS: 'right1 0.95, right5 0.97, told 0.93, refused 0.85, clarified 0.4, handled 0.9' }))).toContain('turns 92')
    await expect(prove(store, readConfig({ PROVING_FLOORS: 'handled 1' }))).rejects.toThrow(/thấp hơn mức sàn 1/)
  } finally { fixDay(null) }
})
