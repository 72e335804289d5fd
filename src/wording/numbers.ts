// Numbers as they are said in Vietnamese: 'hai mươi mốt', 'một trăm linh năm', 'hai nghìn không trăm hai mươi sáu'.

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const thousands = ['', 'nghìn', 'triệu', 'tỷ', 'nghìn tỷ', 'triệu tỷ']

/** '0912' → 'không chín một hai'. */
export const oneByOne = (written: string): string => [...written].map(digit => digits[Number(digit)]).join(' ')

/** Below a thousand; `whole` says the hundreds even when there are none ('không trăm linh năm'). */
function threeDigits(value: number, whole: boolean): string {
  const [hundreds, tens, units] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10]
  const said: string[] = []
  if (hundreds || whole) said.push(digits[hundreds]!, 'trăm')
  if (tens === 1) said.push('mười')
  else if (tens) said.push(digits[tens]!, 'mươi')
  else if (units && said.length) said.push('linh')
  if (units === 1 && tens > 1) said.push('mốt')
  else if (units === 4 && tens > 1) said.push('tư')
  else if (units === 5 && tens > 0) said.push('lăm')
  else if (units || !said.length) said.push(digits[units]!)
  return said.join(' ')
}

/** A whole number in words, up to eighteen digits; longer ones digit by digit. */
export function inWords(value: number | string): string {
  const written = String(value).replace(/^0+(?=\d)/, '')
  if (written.length > 18) return oneByOne(written)
  const groups: number[] = []
  for (let end = written.length; end > 0; end -= 3) groups.push(Number(written.slice(Math.max(0, end - 3), end)))
  const top = groups.length - 1
  const said = groups.map((group, place) => (group || !top ? `${threeDigits(group, place < top)} ${thousands[place]}`.trim() : '')).reverse()
  return said.filter(Boolean).join(' ')
}

/** '12,5' → 'mười hai phẩy năm'; after the comma two digits are said as a number, more of them, or those after a 0, one by one. */
export function decimalInWords(whole: string, fraction: string): string {
  return `${inWords(whole)} phẩy ${fraction.length > 2 || fraction.startsWith('0') ? oneByOne(fraction) : inWords(fraction)}`
}

const romanWorth: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100 }
/** 'IV' → 4. */
export function ofRoman(written: string): number {
  return [...written].reduce((sum, sign, index) => {
    const worth = romanWorth[sign]!
    return sum + (worth < (romanWorth[written[index + 1] ?? ''] ?? 0) ? -worth : worth)
  }, 0)
}
