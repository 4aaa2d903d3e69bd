import { once } from '../repo/once.ts'

/** The emoji of gitmoji.dev (gitmojis 3.15) by code, without the colons. */
const listed = (): Readonly<Record<string, string>> => ({
  'art': '🎨', 'zap': '⚡️', 'fire': '🔥', 'bug': '🐛', 'ambulance': '🚑️', 'sparkles': '✨', 'memo': '📝', 'rocket': '🚀',
  'lipstick': '💄', 'tada': '🎉', 'white_check_mark': '✅', 'lock': '🔒️', 'closed_lock_with_key': '🔐', 'bookmark': '🔖',
  'rotating_light': '🚨', 'construction': '🚧', 'green_heart': '💚', 'arrow_down': '⬇️', 'arrow_up': '⬆️', 'pushpin': '📌',
  'construction_worker': '👷', 'chart_with_upwards_trend': '📈', 'recycle': '♻️', 'heavy_plus_sign': '➕',
  'heavy_minus_sign': '➖', 'wrench': '🔧', 'hammer': '🔨', 'globe_with_meridians': '🌐', 'pencil2': '✏️', 'poop': '💩',
  'rewind': '⏪️', 'twisted_rightwards_arrows': '🔀', 'package': '📦️', 'alien': '👽️', 'truck': '🚚', 'page_facing_up': '📄',
  'boom': '💥', 'bento': '🍱', 'wheelchair': '♿️', 'bulb': '💡', 'beers': '🍻', 'speech_balloon': '💬',
  'card_file_box': '🗃️', 'loud_sound': '🔊', 'mute': '🔇', 'busts_in_silhouette': '👥', 'children_crossing': '🚸',
  'building_construction': '🏗️', 'iphone': '📱', 'clown_face': '🤡', 'egg': '🥚', 'see_no_evil': '🙈',
  'camera_flash': '📸', 'alembic': '⚗️', 'mag': '🔍️', 'label': '🏷️', 'seedling': '🌱', 'triangular_flag_on_post': '🚩',
  'goal_net': '🥅', 'dizzy': '💫', 'wastebasket': '🗑️', 'passport_control': '🛂', 'adhesive_bandage': '🩹',
  'monocle_face': '🧐', 'coffin': '⚰️', 'test_tube': '🧪', 'necktie': '👔', 'stethoscope': '🩺', 'bricks': '🧱',
  'technologist': '🧑‍💻', 'money_with_wings': '💸', 'thread': '🧵', 'safety_vest': '🦺', 'airplane': '✈️', 't-rex': '🦖',
})

/** Without the variation selector, which keyboards add as they like. */
const bare = (emoji: string): string => emoji.replaceAll('\uFE0F', '')

/** Made when an emoji is asked for: most conventions write none, and a hook reads its message in the same time. */
const gitmojis = once(() => {
  const emoji = listed()
  return { emoji, codes: new Map(Object.entries(emoji).map(([code, one]) => [bare(one), `:${code}:`])) }
})

/** An emoji in the style asked for: its code (`:bug:`) or itself. One that gitmoji does not know stays as it is written. */
export function writeEmoji(emoji: string, style: 'text' | 'unicode'): string {
  const name = emoji.slice(1, -1)
  if (style === 'unicode') return emoji.startsWith(':') && Object.hasOwn(gitmojis().emoji, name) ? gitmojis().emoji[name] ?? emoji : emoji
  return gitmojis().codes.get(bare(emoji)) ?? emoji
}
