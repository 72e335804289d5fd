// What events of the second factor say, after the name of who did it.
import type { Event } from '../events/tables.ts'

export const secondFactorSentences = {
  'second factor turned on': 'đã bật xác thực hai bước',
  'second factor turned off': 'đã tắt xác thực hai bước',
  'second factor reset': 'đã đặt lại xác thực hai bước của người này; mọi phiên của họ kết thúc',
  'recovery codes made': 'đã tạo 10 mã dự phòng mới',
  'recovery code used': ({ left }: Event['details']) => `đã đăng nhập bằng mã dự phòng, còn ${Number(left ?? 0)} mã`,
}
