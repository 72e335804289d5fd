// Questions typed with the input method off: Telex ('lamf ddown') and VNI ('gia6y1') keys become letters again.
import { markedShare } from './vietnamese.ts'

const telexTone: Record<string, string> = { s: '\u0301', f: '\u0300', r: '\u0309', x: '\u0303', j: '\u0323' }
const vniTone: Record<string, string> = { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' }

const initials = 'ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx]'
const finals = 'ng|nh|ch|[cmnpt]'
const nuclei = 'uyê|iêu|yêu|oai|oay|oeo|uay|uôi|ươi|ươu|uya|uây|uyu|iê|yê|uô|ươ|uâ|uê|uơ|uy|oa|oă|oe|oo|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oi|ôi|ơi|ua|ui|ưa|ưi|ưu|[aăâeêioôơuưy]'
const syllable = new RegExp(`^(?:${initials})?(?:${nuclei})(?:${finals})?$`)

/** Whether the letters (without a tone) can be one Vietnamese syllable. */
const isSyllable = (letters: string) => syllable.test(letters)

/** Puts the tone on the vowel that carries it; only the sound matters here, since old and new placement are one key. */
function withTone(letters: string, mark: string): string {
  const at = /[ăâêôơư](?!.*[ăâêôơư])/.exec(letters)?.index ?? /[aeiouy](?=[^aeiouy]*$)/.exec(letters.replace(/[aeo][iuoy]$/, (p) => `${p[0]}_`))?.index
  return at === undefined ? letters : `${letters.slice(0, at + 1)}${mark}${letters.slice(at + 1)}`.normalize('NFC')
}

/** One word in Telex keys, or the word itself: 'dduowcj' → 'được'. */
export function telexWord(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word
  let mark = ''
  let rest = word
  const tone = /[aeiouyw]([sfrxj])|([sfrxj])$/.exec(word)
  if (tone) {
    const at = word.search(/[aeiouyw][a-z]*?[sfrxj]/) < 0 ? -1 : lastTone(word)
    if (at > 0) { mark = telexTone[word[at]!]!; rest = word.slice(0, at) + word.slice(at + 1) }
  }
  // The doubling key may come after the final letters: 'tieengs', 'tiengse'.
  let letters = rest.replace(/^d(.*)d/, 'đ$1').replace(/uow|uwow|uwo/, 'ươ').replace(/aw/, 'ă').replace(/ow/, 'ơ').replace(/uw/, 'ư')
    .replace(/aa/, 'â').replace(/ee/, 'ê').replace(/oo/, 'ô')
    .replace(/([aeo])([a-zđ]*?)\1/, (_, v: string, mid: string) => `${{ a: 'â', e: 'ê', o: 'ô' }[v]}${mid}`)
    .replace(/([aou])([a-zđ]*?)w/, (_, v: string, mid: string) => `${{ a: 'ă', o: 'ơ', u: 'ư' }[v]}${mid}`)
    .replace(/uơ(?=[a-z])/, 'ươ').replace(/^w/, 'ư')
  if (!isSyllable(letters)) {
    letters = rest
    if (!isSyllable(letters)) return word
  }
  return mark ? withTone(letters, mark) : letters
}

function lastTone(word: string): number {
  for (let at = word.length - 1; at > 0; at--) if (telexTone[word[at]!] && /[aeiouyw]/.test(word.slice(0, at))) return at
  return -1
}

const vniMark: Record<string, Record<string, string>> = {
  6: { a: 'â', e: 'ê', o: 'ô' }, 7: { o: 'ơ', u: 'ư' }, 8: { a: 'ă' }, 9: { d: 'đ' },
}

/** One word in VNI keys, or the word itself: 'gia6y1' → 'giấy'. */
export function vniWord(word: string): string {
  if (!/^[a-z][a-z]*\d[a-z0-9]*$/.test(word)) return word
  let mark = ''
  let letters = ''
  for (const one of word) {
    if (vniTone[one]) mark = vniTone[one]
    else if (vniMark[one]) {
      const map = vniMark[one]
      // ư and ơ in 'tu7o7ng' are marked twice, but 'uo7' marks both.
      const at = [...letters].findLastIndex((letter) => map[letter])
      if (at < 0) return word
      letters = letters.slice(0, at) + map[letters[at]!] + letters.slice(at + 1)
    } else letters += one
  }
  letters = letters.replace(/uơ(?=[a-z])/, 'ươ').replace(/ưo(?=[a-z])/, 'ươ')
  if (!isSyllable(letters)) return word
  return mark ? withTone(letters, mark) : letters
}

/** How a question was typed, and the question in letters. Text that already carries marks is left alone. */
export function decodeTyping(text: string): { text: string, typed: 'telex' | 'vni' | null } {
  if (markedShare(text) > 0.1) return { text, typed: null }
  const lower = text.toLowerCase()
  const all = lower.match(/[a-z0-9]+/g) ?? []
  const as = (decode: (word: string) => string) => lower.replace(/[a-z0-9]+/g, decode)
  const changed = (decode: (word: string) => string) => all.filter((one) => decode(one) !== one).length / Math.max(1, all.length)
  if (changed(vniWord) >= 0.2) return { text: as(vniWord), typed: 'vni' }
  // Plain unaccented words such as 'co' or 'mua' never change; English-looking names may.
  if (changed(telexWord) >= 0.25) return { text: as(telexWord), typed: 'telex' }
  return { text, typed: null }
}
