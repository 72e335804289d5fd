// The first page: what awaits this person today.
import { today } from '../clock.ts'
import { may } from '../policy.ts'
import { routes } from '../web/context.ts'
import { page } from '../web/render.ts'

export const homeRoutes = routes()

const places = [
  { href: '/procedures', icon: 'file-text', title: 'Thủ tục', sentence: 'Giấy tờ, thời hạn, lệ phí, căn cứ của từng thủ tục, theo bản đang áp dụng.', action: 'see procedures' },
  { href: '/statistics', icon: 'chart-bar', title: 'Thống kê', sentence: 'Số thủ tục theo cấp, lĩnh vực, mức độ trực tuyến, vào ngày bạn chọn.', action: 'see procedures' },
  { href: '/people', icon: 'users', title: 'Danh bạ', sentence: 'Ai ở đơn vị nào, phụ trách việc gì, gọi số máy nào.', action: 'see people' },
  { href: '/admin', icon: 'settings', title: 'Quản trị', sentence: 'Tài khoản, đơn vị, nhập danh sách, sao lưu.', action: 'run the portal' },
] as const

homeRoutes.get('/', c => {
  const user = c.var.user
  return page(c, 'Hôm nay', 'home/show', {
    name: user.name.split(' ').at(-1)!,
    day: today(),
    mayAsk: may(user, 'ask the assistant'),
    places: places.filter(({ action }) => may(user, action)),
  })
})
