// The official domains of reform (Nghị quyết 76/NQ-CP and "chỉ đạo, điều hành"), known under the many names that plans give them.
import { searchable } from '../text.ts'

export const officialDomains = [
  'Công tác chỉ đạo, điều hành cải cách hành chính', 'Cải cách thể chế', 'Cải cách thủ tục hành chính', 'Cải cách tổ chức bộ máy hành chính nhà nước',
  'Cải cách chế độ công vụ', 'Cải cách tài chính công', 'Xây dựng và phát triển Chính phủ điện tử, Chính phủ số',
] as const

// Names of older plans and indices stand for the domain that took over their subject. All must begin the title, after "lĩnh vực", "về".
const names: [number, RegExp][] = [
  [0, /^(?:cong tac )?(?:lanh dao )?chi dao (?:va )?dieu hanh|^(?:cong tac )?chi dao cchc/],
  [1, /^(?:cai cach |xay dung (?:va )?(?:hoan thien )?|hoan thien |nang cao chat luong )?(?:he thong )?(?:cong tac )?the che(?: |$)|^xay dung va to chuc thuc hien (?:van ban|phap luat)/],
  [2, /^(?:cai cach |kiem soat |don gian hoa )(?:cac )?(?:thu tuc hanh chinh|tthc)$|^(?:cai cach )?(?:thu tuc hanh chinh|tthc)$|^(?:thuc hien )?co che mot cua(?: |$)/],
  [3, /^(?:cai cach |sap xep |kien toan )?to chuc bo may(?: |$)|^cai cach bo may/],
  [4, /^(?:cai cach )?che do cong vu(?: |$)|^cai cach (?:cong vu|cong chuc)|^(?:xay dung(?: va)? )?nang cao chat luong doi ngu can bo/],
  [5, /^(?:cai cach )?tai chinh cong(?: |$)/],
  [6, /^(?:xay dung (?:va )?)?(?:phat trien )?chinh (?:phu|quyen) (?:dien tu|so)(?: |$)|^hien dai hoa (?:nen )?hanh chinh|^chuyen doi so$|^(?:ung dung )?cong nghe thong tin(?: trong|$)/],
]

/** The official name that a group's title stands for, null when it is another subject. */
export function domainOf(title: string): string | null {
  const said = searchable(title).replace(/^(?:[ivx]+|[a-z]|\d+) (?=\p{L}{2})/u, '').replace(/^(?:ve |linh vuc |nhiem vu |nhom (?:nhiem vu )?|noi dung )+/, '').replace(/\bcong vu cong chuc\b/, 'cong vu')
  const found = names.find(([, pattern]) => pattern.test(said) && said.split(' ').length <= 22)
  return found ? officialDomains[found[0]]! : null
}
