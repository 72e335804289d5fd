// What staff teach the assistant about words, as stories: the pack applied, entries, everyday names, pins, and what answers then.
import { describe, expect, test } from 'vitest'
import { pinned, type Pin } from '../src/lexicon/pins.ts'

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
