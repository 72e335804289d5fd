// The words around numbers: what is nobody's number, digits in words, what is counted, and what names a number before it.

/** What is written in digits and is nobody's number; blanked out before groups are read. */
export const nobodys = new RegExp([
  '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', // ids in addresses of pages
  '(?<![\\d.])[1-9]\\.\\d{6}(?:\\.\\d{3}\\.\\d\\d\\.\\d\\d(?:\\.[a-z]\\d\\d)?)?(?![.-]?\\d)', // codes of procedures
  '(?<![a-z0-9])(?:\\d{3}\\.(?:\\d\\d\\.){1,2})?[a-z]\\d\\d(?:\\.\\d{2,3}){0,4} ?- ?\\d{6} ?- ?\\d{2,7}', // codes of dossiers
  '(?<!\\d)\\d{1,5}/(?:19|20)\\d\\d/[a-z]', '(?<![\\d/.-])\\d{1,4}/(?:19[4-9]|20[0-4])\\d(?![/.-]?\\d)', '(?<!\\d)\\d{1,5}/[a-z]', // numbers of documents
  '(?<!\\d[/.-]?)(?:0?[1-9]|[12]\\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\\1(?:19|20)\\d\\d(?![/.-]?\\d)', // dates
  '(?<!\\d)(?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:t[\\d:.]{5,12})?(?!\\d)',
  '(?<![\\d.,])\\d{1,3},\\d{1,2}(?![\\d,./-])', // decimals
  '(?<![\\d.-] ?)(?:9|10|12) (?:chu )?so(?![a-z])', // 'CMND 9 số'
  '(?<![\\d:])(?:[01]?\\d|2[0-4]) ?(?:h|gio|:) ?[0-5]\\d(?!:?\\d)', // times of day
].join('|'), 'g')

export const words: Record<string, string> = {
  khong: '0', mot: '1', hai: '2', ba: '3', bon: '4', tu: '4', nam: '5', lam: '5', nham: '5', sau: '6', bay: '7', tam: '8', chin: '9',
}
export const fillers = new Set('roi tiep va den do la so dau cham gach ngang phay cach cuoi duoi theo nua a ah nhe voi cong noi xong ke them ghi'.split(' '))
export const moneyUnits = new Set(['d', 'dong', 'vnd', 'k', 'tr', 'trieu', 'ty', 'ti', 'nghin', 'ngan', 'usd'])
export const units = new Set([
  ...moneyUnits, 'vn', 'do', 'nguoi', 'ho', 'luot', 'ngay', 'thang', 'nam', 'gio', 'phut', 'tuoi', 'm', 'm2', 'ha', 'km', 'kg', 'tan',
  'cai', 'chiec', 'ban', 'bo', 'suat', 'xa', 'phuong', 'tinh', 'thon', 'to', 'thu', 'can', 'phong', 'don', 'lao', 'doanh', 'giay', 'van', 'tieu', 'cong',
])
export const listed = /(?:mau|mau so|bieu|bieu so|phu luc|dieu|khoan|diem|cot|buoc|muc|chuong|ngay|thang|quy|to|so thu tu|stt|nhom|phan|phien|dot)[ :(]*$/

/** Lines that anybody may call: 1022, 1800 1091, 1900 888 808. */
export const hotline = /^(?:1022|1[89]00\d{4}(?:\d\d)?)$/

export const before = (plain: string, start: number, length = 45): string => plain.slice(Math.max(0, start - length), start)
export const ofAccount = /(?<![a-z])(?:stk|so ?tk|tk|tai khoan|so the|the atm|atm|account)(?![a-z])[^.;\n\d]{0,30}$/
export const ofIdentity = /(?<![a-z])(?:cccd|cmnd|cmtnd|cmt|can cuoc|chung minh|dinh danh|tuy than)(?![a-z])[^.;\n\d]{0,20}(?:(?:9|12) (?:chu )?so)?[^.;\n\d]{0,20}$/
export const ofPhone = /(?<![a-z])(?:sdt|so dt|dt|dtdd|dien thoai|tel|phone|zalo|so may)(?![a-z])[^.;\n\d]{0,25}$/
export const ofHotline = /(?:tong dai|duong day nong|hotline)[^.;\n\d]{0,25}$/
export const ofInsurance = /(?:bhxh|bhyt|bao hiem xa hoi|bao hiem y te|so bao hiem)[^.;\n\d]{0,15}$/
export const ofTax = /(?:ma so thue|mst)[^.;\n\d]{0,20}$/
export const ofOrganisation = /(?:ma so thue|mst|ma so doanh nghiep|dang ky kinh doanh|dang ky doanh nghiep|dkkd|giay phep|hop tac xa|qhns|ma don vi)[^.;\n\d]{0,20}$/
export const ofCode = /(?:ma ho so|so ho so|bien nhan|ma thu tuc|so vao so|ma tai lieu|seri|ma so giay)[^.;\n\d]{0,15}$/
export const ofMoney = /(?<![a-z])(?:so tien|kinh phi|tong|muc|gia|von|du toan|quyet toan|phi|thu nhap|luong|doanh thu|ngan sach|ky quy|tro cap|ho tro)(?![a-z])[^.;\n\d]{0,15}$/
