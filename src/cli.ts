// The portal's commands: create-admin, seed, remove-demo, import, apply-pack, backup, restore, reindex, take-away, bring-back, prove. Each is one small function.
import { parseArgs } from 'node:util'
import { readConfig } from './config.ts'
import { Invalid } from './errors.ts'

interface Command {
  /** What is typed after the name. */
  usage: string
  about: string
  /** Returns what is said when it went well. */
  run(args: string[]): Promise<string>
}

const commands: Record<string, Command> = {
  'create-admin': {
    usage: '--name "Họ và tên" --email ten@donvi.gov.vn',
    about: 'Lập tài khoản quản trị đầu tiên của cơ quan, hoặc trao vai trò ấy cho người đã có; mật khẩu được hỏi sau.',
    run: async args => (await import('./admin/commands.ts')).createAdminCommand(readConfig(), args),
  },
  seed: {
    usage: '', about: 'Nạp đơn vị mẫu vào cơ sở dữ liệu còn trống.',
    run: async () => (await import('./admin/commands.ts')).seedCommand(readConfig()),
  },
  'remove-demo': {
    usage: '[--yes]', about: 'Gỡ đơn vị mẫu: người, đơn vị, kế hoạch, nhiệm vụ, thủ tục mẫu và mọi thứ gắn với chúng.',
    run: async args => {
      const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } })
      return (await import('./admin/commands.ts')).removeDemoCommand(readConfig(), values.yes)
    },
  },
  import: {
    usage: 'TỆP', about: 'Nhập sổ thủ tục từ tệp .jsonl, .xlsx hoặc .csv; dòng hỏng được báo, không làm dừng các dòng khác.',
    run: async args => (await import('./admin/commands.ts')).importCommand(readConfig(), one(args, 'npm run import -- TỆP')),
  },
  'apply-pack': {
    usage: '', about: 'Nạp bộ từ ngữ và tên thường gọi có sẵn (data/assistant) cho trợ lý; điều cơ quan đã sửa giữ nguyên.',
    run: async () => (await import('./admin/commands.ts')).applyPackCommand(readConfig()),
  },
  backup: {
    usage: '', about: 'Sao lưu cơ sở dữ liệu và tệp vào DATA_DIR/backups, trong khi cổng vẫn chạy.',
    run: async () => (await import('./admin/commands.ts')).backupCommand(readConfig()),
  },
  restore: {
    usage: 'THƯ_MỤC [--replace | --rehearse]', about: 'Khôi phục từ một bản sao lưu; --rehearse chỉ kiểm tra, không thay đổi gì.',
    run: async args => {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { replace: { type: 'boolean', default: false }, rehearse: { type: 'boolean', default: false } } })
      return (await import('./admin/commands.ts')).restoreCommand(readConfig(), one(positionals, 'npm run restore -- THƯ_MỤC'), values)
    },
  },
  'take-away': {
    usage: '[--with-secrets]', about: 'Gói mọi dữ liệu và tệp thành một tệp .tar.gz không phụ thuộc cơ sở dữ liệu; mật khẩu chỉ có khi thêm --with-secrets.',
    run: async args => {
      const { values } = parseArgs({ args, options: { 'with-secrets': { type: 'boolean', default: false } } })
      return (await import('./admin/commands.ts')).takeAwayCommand(readConfig(), values['with-secrets'])
    },
  },
  'bring-back': {
    usage: 'TỆP [--replace]', about: 'Nạp một gói mang đi vào cổng còn trống, SQLite hay PostgreSQL; mọi số đếm và mã kiểm tra phải khớp.',
    run: async args => {
      const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { replace: { type: 'boolean', default: false } } })
      return (await import('./admin/commands.ts')).bringBackCommand(readConfig(), one(positionals, 'npm run bring-back -- TỆP'), values.replace)
    },
  },
  prove: {
    usage: '', about: 'Hỏi trợ lý mọi câu kiểm chứng đang dùng; kết thúc bằng mã 1 khi một tỷ lệ thấp hơn PROVING_FLOORS.',
    run: async () => (await import('./admin/commands.ts')).proveCommand(readConfig()),
  },
  reindex: {
    usage: '', about: 'Làm lại mọi thứ suy ra được từ dữ liệu: cột tìm kiếm, cột sắp xếp, chỉ mục của phần hỏi đáp, chỉ mục tìm kiếm.',
    run: async () => (await import('./admin/commands.ts')).reindexCommand(readConfig()),
  },
}

function one(args: string[], usage: string): string {
  if (args.length !== 1) throw new Invalid({ '': `Cần đúng một tên sau lệnh: ${usage}` })
  return args[0]!
}

const [name = '', ...args] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name] : undefined
if (!command) {
  console.error('Các lệnh:')
  for (const [known, { usage, about }] of Object.entries(commands)) console.error(`  npm run ${known}${usage && ` -- ${usage}`}\n      ${about}`)
  process.exitCode = 2
} else {
  try { console.log(await command.run(args)) } catch (error) {
    const parsing = String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
    console.error(error instanceof Invalid ? Object.values(error.errors).join('\n') : parsing ? `Cách dùng: npm run ${name} -- ${command.usage}` : error)
    process.exitCode = 1
  }
}
