// The words by which people read what a record keeps as a code.
import type { ChannelKind, Component, Level, Limit, LimitUnit, OnlineLevel, Validity } from './content.ts'
import type { VersionKind } from './tables.ts'

export const levelWords: Record<Level, string> = { ministry: 'Cấp bộ', province: 'Cấp tỉnh', district: 'Cấp huyện',
  commune: 'Cấp xã', other: 'Cơ quan khác' }
export const onlineWords: Record<OnlineLevel, string> = { full: 'Toàn trình', partial: 'Một phần',
  none: 'Chỉ cung cấp thông tin' }
export const channelWords: Record<ChannelKind, string> = { inPerson: 'Trực tiếp', online: 'Trực tuyến',
  post: 'Dịch vụ bưu chính' }
export const unitWords: Record<LimitUnit, string> = { hour: 'giờ', day: 'ngày', workingDay: 'ngày làm việc', month: 'tháng',
  year: 'năm' }
export const validityWords: Record<Validity, string> = { inForce: 'Còn hiệu lực', partly: 'Hết hiệu lực một phần',
  expired: 'Hết hiệu lực', unknown: 'Chưa kiểm tra hiệu lực' }
export const kindWords: Record<VersionKind, string> = { new: 'Mới ban hành', amended: 'Sửa đổi, bổ sung', replaced: 'Thay thế',
  abolished: 'Bãi bỏ' }

export const componentWords: Record<Component, string> = {
  name: 'Tên thủ tục', code: 'Mã số', aliases: 'Tên thường gọi', field: 'Lĩnh vực', levels: 'Cấp thực hiện',
    audience: 'Đối tượng thực hiện',
  agencies: 'Cơ quan', channels: 'Cách thức thực hiện', papers: 'Thành phần hồ sơ', steps: 'Trình tự thực hiện',
    conditions: 'Yêu cầu, điều kiện',
  result: 'Kết quả thực hiện', legalBases: 'Căn cứ pháp lý', onlineLevel: 'Mức độ trực tuyến', postal: 'Bưu chính công ích',
  reduction: 'Cắt giảm thời hạn', decision: 'Quyết định công bố', sourceUrl: 'Nguồn',
}

/** What stands where the record says nothing; an unknown fee is never "miễn phí". */
export const unknown = 'Chưa có thông tin'

/** { 5, workingDay } → '5 ngày làm việc'. Working days and days are different units: neither is ever turned into the other. */
export const limitWords = ({ number, unit }: Limit): string => `${String(number).replace('.', ',')} ${unitWords[unit]}`

/** The limit of a way of handing in: the number where there is one, else the source's own words. */
export const channelLimit = ({ limit, limitText }: { limit: Limit | null; limitText: string | null }): string =>
  limit ? limitWords(limit) : limitText ?? unknown
