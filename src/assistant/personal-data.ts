// Personal data in a question: found before anything is searched, logged or stored.

export type PersonalDatum = 'cccd' | 'cmnd' | 'phone' | 'email' | 'bankAccount' | 'password' | 'request'

/** What each kind is called in the sentence that tells the person. `request`: asks for data of someone else. */
export const personalDataNames: Record<PersonalDatum, string> = {
  cccd: 'số căn cước công dân', cmnd: 'số chứng minh nhân dân', phone: 'số điện thoại', email: 'địa chỉ thư điện tử',
  bankAccount: 'số tài khoản ngân hàng', password: 'mật khẩu', request: 'thông tin riêng của người khác',
}

const email = /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/u
const account = /(?:stk|số tk|tài khoản|tai khoan|so tk)\D{0,25}\d(?:[ .-]?\d){5,18}/iu
const password = /(?:mật khẩu|mat khau|password|\bmk\b)[^.?!]{0,20}?(?: là| la|:|=)\s*\S+/iu
const request = new RegExp([
  '(?:số tài khoản|số điện thoại|số căn cước|số cccd|số cmnd|địa chỉ nhà|ngày sinh)(?: của| ngân hàng của)? (?:ông|bà|anh|chị|từng|các|những)',
  '(?:danh sách|thông tin)[^.?!]{0,60}kèm[^.?!]{0,30}(?:tài khoản|điện thoại|căn cước|cccd|địa chỉ)',
  '(?:cho|xin|gửi)(?: tôi| em| mình)? (?:địa chỉ nhà|số điện thoại|số tài khoản)',
].join('|'), 'iu')

/** A run of digits, also when written in groups ('0912 345 678'), but not the digits of a law number, a code, a date or an amount. */
const digitRuns = /(?<![\p{L}\d./-])\+?\d(?:[ .-]?\d){8,18}(?![\p{L}\d/]|[.,]\d)/gu

/** The kinds of personal data in a question, none when it is clean. The data itself is not handed on. */
export function personalDataIn(question: string): PersonalDatum[] {
  const text = question.normalize('NFC')
  const found = new Set<PersonalDatum>()
  if (email.test(text)) found.add('email')
  if (account.test(text)) found.add('bankAccount')
  if (password.test(text)) found.add('password')
  for (const [run] of text.matchAll(digitRuns)) {
    // '5.000.000.000' is an amount.
    if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(run)) continue
    const digits = run.replace(/[^\d+]/g, '')
    if (/^(?:\+?84|0)[235789]\d{8}$/.test(digits)) found.add('phone')
    else if (/^0\d{11}$/.test(digits)) found.add('cccd')
    else if (/^\d{9}$/.test(digits)) found.add('cmnd')
    else if (/^\d{10,19}$/.test(digits) && !/^\d{4}-\d{2}-\d{2}/.test(run)) found.add('bankAccount')
  }
  if (request.test(text)) found.add('request')
  return [...found]
}
