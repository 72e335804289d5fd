// From the words of a staff list — title and tasks beside it — to the portal's roles, as an administrator would give them.
import type { Role } from '../policy.ts'
import { fold, line } from '../text.ts'
import type { UnitKind } from '../units/tables.ts'

export interface RoleRead {
  role: Role
  /** False: only a suggestion, which a person must tick. */
  sure: boolean
  /** Why, as a Vietnamese sentence for the preview. */
  why: string
}

/**
 * Roles for a person. `hasAccount` is false for people without an e-mail, who are in the directory only.
 * What gives wide rights is given only where the words leave no doubt; the rest is suggested.
 */
export function rolesRead(title: string | null, duties: string[], unitKind: UnitKind, hasAccount: boolean, isHead = false): RoleRead[] {
  if (!hasAccount) return []
  const found: RoleRead[] = []
  const put = (role: Role, sure: boolean, why: string) => { if (!found.some(one => one.role === role)) found.push({ role, sure, why }) }
  const called = fold(line(title ?? ''))
  if (unitKind === 'leadership' && /^giam doc/.test(called)) put('director', true, `Chức danh “${title}”.`)
  else if (unitKind === 'leadership' && /^pho giam doc/.test(called)) put('deputyDirector', true, `Chức danh “${title}”; lĩnh vực phụ trách ghi sau, ở trang của người này.`)
  else if (/^chanh van phong\b/.test(called)) put('chiefOfOffice', true, `Chức danh “${title}”.`)
  else if (isHead) put(unitKind === 'office' ? 'chiefOfOffice' : 'unitHead', true, 'Tệp ghi là người đứng đầu đơn vị.')
  else if (headTitle.test(called)) put('unitHead', true, `Chức danh “${title}”.`)
  else if (actingHead.test(called)) put('unitHead', false, `“${title}”: đang phụ trách, hãy xác nhận quyền của thủ trưởng đơn vị.`)
  if (/^van thu/.test(called)) put('clerk', true, `Chức danh “${title}”.`)
  for (const duty of duties) {
    const said = fold(duty)
    if (/bo phan (tiep nhan|mot cua)|mot cua/.test(said)) put('oneStop', true, `Nhiệm vụ “${duty}”.`)
    if (/thu ky (giao ban|hop|cuoc hop)/.test(said)) put('secretary', true, `Nhiệm vụ “${duty}”.`)
    if (/quan tri (he thong|phan mem|cong)/.test(said)) put('admin', false, `Nhiệm vụ “${duty}”: hãy xác nhận trước khi trao quyền quản trị.`)
    if (/dau moi (kiem soat (tthc|thu tuc hanh chinh)|kstthc)/.test(said)) {
      put('procedureOfficer', unitKind === 'office', unitKind === 'office' ? `Nhiệm vụ “${duty}”.` : `Nhiệm vụ “${duty}”: vai trò này sửa được thủ tục của mọi đơn vị, hãy xác nhận.`)
    }
    // Each unit has somebody for reform; only the office's own is the department's.
    if (/dau moi (cchc|cai cach hanh chinh)/.test(said) && unitKind === 'office') put('reformOfficer', true, `Nhiệm vụ “${duty}”.`)
  }
  if (!found.some(one => one.sure)) put('staff', true, 'Vai trò chung của người có tài khoản.')
  return found
}

// A head of the whole unit; "Trưởng phòng Thông tin …" of a centre heads a part of it only.
const headTitle = /^(truong (phong|ban|don vi)|chanh thanh tra|giam doc (trung tam|co so)|chi cuc truong|thu truong)( so)?$/
const actingHead = /^(q\.?|quyen|phu trach) ?(truong|giam doc|chanh|phong|ban|trung tam|co so)|^pho .*(phu trach|dieu hanh)/
