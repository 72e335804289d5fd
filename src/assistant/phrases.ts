// Lists of phrases looked for in a text of words, whole words only (\b knows no Vietnamese letters).

import { keysOf, spoken } from './vietnamese.ts'

export type Finder = (text: string) => boolean

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** 'a, b c' → one pattern that finds any of the phrases in a text with a blank on both ends; `*` stands for any few words. */
export function phrasePattern(list: string): RegExp {
  const all = list.split(/[,\n]/).map((one) => one.trim()).filter(Boolean).sort((a, b) => b.length - a.length)
  const pattern = (one: string) => one.split('*').map((part) => escape(spoken(keysOf(part)).trim())).join('(?: \\S+){0,4}? ')
  return new RegExp(` (?:${all.map(pattern).join('|')})(?= )`)
}

export function finder(list: string): Finder {
  if (!list) return () => false
  const pattern = phrasePattern(list)
  return (text) => pattern.test(text)
}
