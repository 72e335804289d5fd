// Telephone numbers and mail addresses of the office itself: public, however they are spelled, and told once at the start from the settings.

let numbers: ReadonlySet<string> = new Set()
let addresses: ReadonlySet<string> = new Set()

/** '(+84) 214 3840123' and '0214.3840.123' are one number. */
const national = (digits: string): string => digits.replace(/^(?:00)?840?(?=[235789]\d{8,9}$)/, '0')

/** What of these texts is a number or an address; whatever was told before is forgotten. */
export function tellPublicContacts(texts: readonly string[]): void {
  const parts = texts.flatMap(text => text.split(/[,;/]|\s[-–]\s/))
  numbers = new Set(parts.flatMap(part => (part.match(/[\d+(][\d\s.()-]{5,}\d/g) ?? []).map(one => national(one.replace(/\D/g, '')))))
  addresses = new Set(parts.flatMap(part => (part.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []).map(one => one.toLowerCase())))
}

/** Whether the digits of a telephone number are the office's, with or without the code of the country or the province. */
export function isPublicNumber(digits: string): boolean {
  const whole = national(digits)
  return numbers.has(whole) || whole.length < 9 && [...numbers].some(one => one.startsWith('02') && one.endsWith(whole))
}

/** Whether an address is the office's, given the words before and after its sign, as a reading has them: 'van chấm thu' is 'van.thu'. */
export const isPublicAddress = (local: string, host: string): boolean => addresses.size > 0 && addresses.has(`${spelled(local)}@${spelled(host)}`)

const spelled = (words: string): string => words.trim().replace(/ ?[([{<] ?(?:dot|cham|\.) ?[)\]}>] ?| (?:dot|cham) | ?[.,] ?/g, '.')
  .replace(/ gach duoi /g, '_').replace(/ gach(?: ngang)? /g, '-').replace(/ /g, '')
