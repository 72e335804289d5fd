// Text as it is kept, folded for searching, and sorted as a Vietnamese dictionary does.
import { expect, test } from 'vitest'
import { clean, fold, line, searchable, sortKey } from '../src/text.ts'

test('text comes in as NFC, without what cannot be seen', () => {
  const decomposed = 'Tiếng Việt'.normalize('NFD')
  expect(clean(decomposed)).toBe('Tiếng Việt')
  expect(clean(decomposed)).toHaveLength(10)
  expect(clean('\uFEFFa\u200Bb\u0000c\u202E')).toBe('abc')
  expect(clean('một\r\nhai\rba')).toBe('một\nhai\nba')
  expect(line('  Nguyễn\u00A0\tVăn \n A ')).toBe('Nguyễn Văn A')
})

test.each([
  ['Đơn xin NGHỈ phép', 'don xin nghi phep'], ['ưƯơƠăĂâÂêÊôÔđĐ', 'uuooaaaaeeoodd'], ['Bảo trợ xã hội – Trẻ em', 'bao tro xa hoi – tre em'], ['', ''],
])('"%s" folds to "%s"', (text, folded) => {
  expect(fold(text)).toBe(folded)
  expect(fold(text.normalize('NFD'))).toBe(folded)
})

test('what searches look into is words and digits only', () => {
  expect(searchable('Phòng Việc làm – An toàn lao động (VL-ATLĐ), 1.001776')).toBe('phong viec lam an toan lao dong vl atld 1 001776')
})

test('names stand in the order of a Vietnamese dictionary, in byte order of their keys', () => {
  const inOrder = ['An', 'Ân', 'Ba', 'Bà', 'Bả', 'Bã', 'Bá', 'Bạ', 'Ban', 'Băng', 'Bân', 'Chi', 'Dung', 'Đan', 'Đạt', 'E', 'Ê', 'Oanh', 'Ô', 'Ơn', 'Uyên', 'Ư', 'Yến']
  const keys = inOrder.map(sortKey)
  expect(keys.toSorted()).toEqual(keys)
  expect(new Set(keys).size).toBe(keys.length)
})

test('words count before tones: "Bá An" comes before "Ba Ân", whatever their case and form', () => {
  expect(sortKey('Bá An') < sortKey('Ba Ân')).toBe(true)
  expect(sortKey('nguyễn  văn a')).toBe(sortKey('NGUYỄN VĂN A'.normalize('NFD')))
  expect(sortKey('Lê Thị Đào') > sortKey('Lê Thị Dung')).toBe(true)
})
