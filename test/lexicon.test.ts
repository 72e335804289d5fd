// What staff teach the assistant about words, as stories: the pack applied, entries, everyday names, pins, and what answers then.
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { readLexicon } from '../src/assistant/lexicon.ts'
import { packNames, readNames } from '../src/assistant/pack.ts'
import { portal as itself } from '../src/events/events.ts'
import { events } from '../src/events/tables.ts'
import { applyPack, type Edition } from '../src/lexicon/applying.ts'
import { pinned, type Pin } from '../src/lexicon/pins.ts'
import { everydayNames, lexiconEntries } from '../src/lexicon/tables.ts'
import { emptyContent, type ProcedureContent } from '../src/procedures/content.ts'
import { publishMany } from '../src/procedures/versions.ts'
import { openPortal, type TestPortal } from './portal.ts'

const edition = (digest: string, lexicon: string, names: string): Edition => ({ digest, lexicon: () => readLexicon(lexicon), names: () => readNames(names) })
const first = edition('1', `
[sayings]
trợ cấp thất nghiệp = tiền thất nghiệp, mất việc
mai táng = ma chay
[short]
ntn = như thế nào
nthn = như thế nào`, `
# 1.014748 · Giải quyết hưởng trợ cấp thất nghiệp
lãnh tiền sau khi bị cho nghỉ | hưởng chế độ | người lao động
# – · Đăng ký thỏa thuận riêng
ký giấy thỏa thuận riêng | đăng ký | người lao động`)

const jobless: ProcedureContent = {
  ...emptyContent('Giải quyết hưởng trợ cấp thất nghiệp'), code: '1.014748', field: 'Việc làm', levels: ['province'],
  papers: [{ name: 'Sổ bảo hiểm xã hội', case: null, originals: 1, copies: 0, form: null, required: true, note: null }],
}
const disability: ProcedureContent = {
  ...emptyContent('Xác định mức độ khuyết tật và cấp Giấy xác nhận khuyết tật'), code: '1.001699', field: 'Bảo trợ xã hội', levels: ['commune'],
  papers: [{ name: 'Đơn đề nghị theo Mẫu số 01', case: null, originals: 1, copies: 0, form: 'Mẫu số 01', required: true, note: null }],
}

/** The two procedures, of the merit division; their ids. */
async function withProcedures(portal: TestPortal): Promise<string[]> {
  await portal.indexing.ready
  const ids = await portal.store.write(db => publishMany(db, itself, [jobless, disability].map(content => (
    { content, effectiveFrom: '2026-01-01', publishedOn: '2026-01-01', decision: '970/QĐ-UBND', ownerUnitId: 'merit' })), 'test'))
  await expect.poll(() => portal.indexing.searcher.size, { timeout: 10_000 }).toBe(2)
  return ids
}

describe('the pack', () => {
  test('applied twice it changes nothing, and leaves one event', async () => {
    const { store } = await openPortal()
    expect(await applyPack(store, first)).toEqual({ entries: { added: 3, changed: 0, aside: 0, kept: 0 }, names: { added: 2, changed: 0, aside: 0, kept: 0 } })
    expect((await store.read.select().from(lexiconEntries)).map(({ term, sayings }) => [term, sayings])).toEqual(expect.arrayContaining([['như thế nào', ['ntn', 'nthn']]]))
    expect(await applyPack(store, first)).toBeNull()
    expect(await applyPack(store, { ...first, digest: '1 again' })).toEqual({ entries: { added: 0, changed: 0, aside: 0, kept: 0 }, names: { added: 0, changed: 0, aside: 0, kept: 0 } })
    expect(await store.read.$count(events, eq(events.action, 'lexicon pack applied'))).toBe(2)
  })

  test('the portal’s own edition is readable from end to end, and every name has an operation and a person', async () => {
    const { store } = await openPortal()
    const done = await applyPack(store)
    expect(done!.entries.added).toBeGreaterThan(150)
    const names = [...packNames().values()].flat()
    expect(names.filter(({ operation, person }) => !operation || !person)).toEqual([])
    expect(done!.names.added).toBe(await store.read.$count(everydayNames))
  })

  test('names reach the running index, also of a procedure that has no code; a procedure that comes later finds its names', async () => {
    const portal = await openPortal()
    await applyPack(portal.store, first)
    const ids = await withProcedures(portal)
    const best = async (question: string) => (await portal.indexing.searcher.find(question)).hits[0]?.id
    expect(await best('bị cho nghỉ thì lãnh tiền sao')).toBe(ids[0])
    const [other] = await portal.store.write(db => publishMany(db, itself, [{ content: emptyContent('Đăng ký thỏa thuận riêng'), effectiveFrom: '2026-01-01', publishedOn: '2026-01-01' }], 'test'))
    await expect.poll(() => best('muốn ký giấy thỏa thuận riêng với chủ')).toBe(other)
  })
})

const pin = (phrase: string, procedureId: string, kind: Pin['kind'] = 'pin'): Pin => ({ kind, phrase, procedureId, reason: 'người dân hay hỏi', madeBy: 'Đỗ Thị Kiểm' })

describe('what pins say of a question', () => {
  test('whole words, in any spelling of tone marks and letters', () => {
    const pins = [pin('Hoà giải', 'a')]
    expect(pinned('hòa giải ở đâu', pins).first?.procedureId).toBe('a')
    expect(pinned('hòa giảia ở đâu', pins).first).toBeNull()
  })
  test('the longest phrase counts; what is excluded is not pinned', () => {
    const pins = [pin('tiền già', 'a'), pin('lãnh tiền già', 'b'), pin('giúp', 'c', 'exclude'), pin('giúp', 'b', 'exclude')]
    expect(pinned('lãnh tiền già', pins).first?.procedureId).toBe('b')
    const { first, excluded } = pinned('lãnh tiền già giúp', pins)
    expect(first?.procedureId).toBe('a')
    expect([...excluded.keys()].toSorted()).toEqual(['b', 'c'])
  })
})
