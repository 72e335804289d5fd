// The pages of propaganda as the tabs that each of them shows.

const tabs = [{ href: '/propaganda', label: 'Bài, tài liệu' }, { href: '/propaganda/plan', label: 'Kế hoạch tuyên truyền' }]

export const propagandaTabs = (here: string): { href: string; label: string; current: boolean }[] =>
  tabs.map(tab => ({ ...tab, current: tab.href === here }))
