// Offices that law has ended: nobody is sent there. The district level ended on 01/07/2025, and with it its Phòng Lao động.
import { fixedDate } from '../clock.ts'

const districtOffice = /(?:cấp huyện|(?:ủy|uỷ) ban nhân dân (?:huyện|quận)|UBND (?:cấp )?(?:huyện|quận)|Phòng Lao động)/iu

/** They still stand only in the demo department, which is imagined so. */
export const officesStand = (): boolean => fixedDate() !== null

/** Whether words send people to an office that no longer exists; '(nay là …)' and lists with 'cấp xã' say it themselves. */
export const sendsToDistrict = (text: string): boolean => districtOffice.test(text) && !/nay là/iu.test(text)
